"""Collecting the derivation files."""

from pathlib import Path

import pytest

from proofnotes import Definition, Theorem
from proofnotes.statements.catalogue import Catalogue, CatalogueError, UnknownId, load_catalogue

HEADER = '''"""Title of the file.   y = 2x

More.
"""
from proofnotes import Definition, Scalar, Theorem, diff
x = Scalar("x")
'''


@pytest.fixture
def folder(tmp_path: Path):
    def write(**files: str) -> Path:
        for name, body in files.items():
            (tmp_path / f"{name}.py").write_text(HEADER + body, encoding="utf-8")
        return tmp_path

    return write


DOUBLE = 'double = Definition("double", 2 * x, inputs=(x,))\n'


def test_holds_every_file_of_derivations(catalogue: Catalogue) -> None:
    import derivations
    import measurements

    places = [*derivations.__path__, *measurements.__path__]
    files = {path for each in places for path in Path(each).glob("[!_]*.py")}
    assert {module.path for module in catalogue.modules} == files
    assert all(module.statements and module.title for module in catalogue.modules)


def test_every_file_defines_the_function_it_is_named_after(catalogue: Catalogue) -> None:
    for module in catalogue.modules:
        if any(isinstance(each, Definition) for each in module.statements):
            assert f"{module.name}.definition" in {each.id for each in module.statements}


def test_statements_have_ids_of_their_own(catalogue: Catalogue) -> None:
    assert len({each.id for each in catalogue.statements}) == len(catalogue.statements)
    assert all(catalogue.by_id(each.id) is each for each in catalogue.statements)


def test_links_are_those_of_the_statements(catalogue: Catalogue) -> None:
    names = [link.name for link in catalogue.links]
    assert len(set(names)) == len(names)
    assert {link.id for link in catalogue.links} >= {theorem.id for theorem in catalogue.theorems}


def test_order_follows_the_formulas_of_the_notes(catalogue: Catalogue) -> None:
    ranks = [module.rank() for module in catalogue.modules]
    assert ranks == sorted(ranks)


def test_family(catalogue: Catalogue) -> None:
    family = catalogue.family("softmax")
    assert {type(each) for each in family} >= {Definition, Theorem}
    assert catalogue.select("softmax") == family
    assert catalogue.select("softmax.shift") == (catalogue.by_id("softmax.shift"),)


def test_module_of(catalogue: Catalogue) -> None:
    module = catalogue.module_of(catalogue.by_id("softmax.jacobian"))
    assert module.name == "softmax"
    assert module.title.startswith("Softmax")


def test_unknown_id_suggests_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownId, match=r"'softmax\.jacobain'; did you mean softmax\.jacobian\?"):
        catalogue.by_id("softmax.jacobain")
    with pytest.raises(KeyError, match="did you mean softmax"):
        catalogue.family("sofmax")
    with pytest.raises(UnknownId) as caught:
        catalogue.by_id("zzzzzzzz")
    assert caught.value.nearest is None


def test_folder_comes_in_addition_and_last(catalogue: Catalogue, folder) -> None:
    found = load_catalogue(folder(double=DOUBLE))
    assert [each.id for each in found.statements] == [each.id for each in catalogue.statements] + ["double.definition"]
    module = found.module_of(found.by_id("double.definition"))
    assert module.title == "Title of the file.   y = 2x"
    assert "double.definition" not in {each.id for each in load_catalogue().statements}


def test_imported_values_belong_to_the_file_that_makes_them(folder) -> None:
    body = "from derivations.sigmoid import sigmoid\nσ = sigmoid\n"
    found = load_catalogue(folder(double=body + DOUBLE))
    assert [each.id for each in found.family("sigmoid")].count("sigmoid.definition") == 1
    assert found.module_of(found.by_id("sigmoid.definition")).name == "sigmoid"
    assert [each.id for each in found.modules[-1].statements] == ["double.definition"]


def test_an_alias_is_one_statement(folder) -> None:
    found = load_catalogue(folder(double=DOUBLE + "twice = double\n"))
    assert len(found.family("double")) == 1


UNHELD = {
    "never bound": 'Theorem("double.same", x, "it is", x)\n',
    "bound again": 't = Theorem("double.same", x, "it is", x)\nt = None\n',
    "made twice": 't = Theorem("double.same", x, "it is", x)\n' * 2,
    "inside a function": 'def f():\n    t = Theorem("double.same", x, "it is", x)\n',
}


@pytest.mark.parametrize("body", UNHELD.values(), ids=UNHELD.keys())
def test_a_statement_that_no_name_holds_is_an_error(folder, body: str) -> None:
    with pytest.raises(CatalogueError, match=r"double\.py:\d+: Theorem\('double\.same'\) has no module-level name"):
        load_catalogue(folder(double=body))


def test_an_id_stated_twice_names_both_files(folder) -> None:
    with pytest.raises(CatalogueError, match=r"double\.definition is stated twice: in .*one\.py and in .*two\.py"):
        load_catalogue(folder(one=DOUBLE, two=DOUBLE))


def test_an_id_of_the_repository_cannot_be_taken(folder) -> None:
    taken = 'softmax = Definition("softmax", 2 * x, inputs=(x,))\n'
    with pytest.raises(CatalogueError, match=r"softmax\.definition is stated twice: in .*derivations.*softmax\.py"):
        load_catalogue(folder(mine=taken))


def test_a_file_that_does_not_load_is_named(folder, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"broken\.py: ZeroDivisionError: division by zero"):
        load_catalogue(folder(broken="1 / 0\n"))
    with pytest.raises(CatalogueError, match="expected a folder"):
        load_catalogue(tmp_path / "missing")
