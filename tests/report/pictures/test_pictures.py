"""Pictures: what they are drawn from, that they are legible, small and always the same, and what is said of them."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from proofnotes import Abs, Definition, Kind, Scalar, Theorem, chain, enclose_max, exp, log
from proofnotes.expr.errors import NotationError
from proofnotes.lowering import lower
from proofnotes.report.map.picture import COLOURS
from proofnotes.report.pictures import Picture, pictures
from proofnotes.report.pictures.comparisons import approximation_error
from proofnotes.report.pictures.functions import of_one_number
from proofnotes.report.pictures.picture_source import PictureSource
from proofnotes.report.pictures.sampling import view
from proofnotes.report.pictures.style import INK, SERIES
from proofnotes.statements.catalogue import Catalogue, Module
from tests.catalogue import CATALOGUE

ALL = pictures(CATALOGUE)
EACH = pytest.mark.parametrize("picture", ALL, ids=lambda each: each.name)
LANGUAGES = ("zh", "en")
SVG = "{http://www.w3.org/2000/svg}"
x = Scalar("x")


def small(*statements: Definition | Theorem) -> Catalogue:
    return Catalogue((Module(Path("drafts.py"), "Drafts.", statements),))


@cache
def parsed(picture: Picture, language: str = "en") -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg(language))


def drawn_lines(picture: Picture) -> list[np.ndarray]:
    """As data; lines across the whole of the axes are left out."""
    return [np.array(line.get_data(), float) for axes in picture._drawn.figure.axes for line in axes.lines
            if len(line.get_xdata()) > 2]  # fmt: skip


def test_every_function_of_one_number_has_a_picture() -> None:
    expected = {each.id for each in CATALOGUE.definitions if of_one_number(each)}
    assert {"gelu.definition", "relu.definition", "leaky_relu.definition"} <= expected
    assert expected == {each.statement for each in ALL if each.says == "function"}


def test_pictures_stand_in_the_order_of_the_catalogue() -> None:
    order = [each.id for each in CATALOGUE.statements]
    places = [order.index(each.statement) for each in ALL]
    assert places == sorted(places)
    assert len(set(places)) == len(places)


@pytest.mark.one_in(3)
@EACH
def test_a_picture_says_the_same_every_time(picture: Picture) -> None:
    again = next(each for each in pictures(CATALOGUE) if each.name == picture.name)
    for language in LANGUAGES:
        assert again.svg(language) == picture.svg(language)
        assert again.svg_file(language) == picture.svg_file(language)
    assert again.pdf() == picture.pdf()


@EACH
def test_a_picture_is_small_and_holds_no_date(picture: Picture) -> None:
    for text in (picture.svg("zh"), picture.svg_file("en")):
        assert len(text) < 60_000
        assert not re.search(r"metadata|matplotlib|20\d\d-\d\d", text)
    pdf = picture.pdf()
    assert pdf.startswith(b"%PDF")
    assert b"CreationDate" not in pdf


@EACH
def test_a_picture_is_told(picture: Picture) -> None:
    for language in LANGUAGES:
        root = parsed(picture, language)
        told = {each.get("id"): each.text for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")}
        assert root.get("role") == "img"
        assert told == {f"{picture.name}-title": picture.title(language), f"{picture.name}-desc": picture.alt(language)}
        assert root.get("aria-labelledby", "").split() == list(told)
        assert len(picture.alt(language)) > 40
        assert "{" not in picture.title(language) + picture.alt(language)
    assert picture.title("zh") != picture.title("en")


@EACH
def test_every_id_belongs_to_the_picture_and_every_reference_leads_somewhere(picture: Picture) -> None:
    ids = [each.get("id") for each in parsed(picture).iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert all(each.startswith(f"{picture.name}-") for each in ids)
    text = picture.svg("en")
    assert set(re.findall(r'href="#([^"]+)"', text)) | set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


@EACH
def test_an_inline_picture_has_the_colours_of_the_page(picture: Picture) -> None:
    text = picture.svg("en")
    assert "<style" not in text
    assert "currentColor" in text
    assert INK not in text
    assert set(re.findall(r"#[0-9a-f]{6}\b", text)) <= set(SERIES)
    assert all(f"var(--series-{place}, {colour})" in text for place, colour in enumerate(SERIES, 1) if colour in text)


@EACH
def test_a_file_brings_its_colours(picture: Picture) -> None:
    text = picture.svg_file("en")
    assert "prefers-color-scheme:dark" in text
    assert "var(" not in text


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


@pytest.mark.parametrize("colour", sorted({*SERIES, *COLOURS.values()}))
@pytest.mark.parametrize("background", ["#ffffff", "#121212"])
def test_colours_have_contrast_in_both_themes(colour: str, background: str) -> None:
    low, high = sorted((luminance(colour), luminance(background)))
    assert (high + 0.05) / (low + 0.05) >= 3


@EACH
def test_no_words_stand_in_a_picture(picture: Picture) -> None:
    """Formulas and numbers only: the words are the caption's, in the reader's language."""
    for axes in picture._drawn.figure.axes:
        labels = [axes.get_xlabel(), axes.get_ylabel(), axes.get_title()]
        labels += [text.get_text() for text in (axes.get_legend().get_texts() if axes.get_legend() else ())]
        assert all(re.fullmatch(r"\$.+\$", each) for each in labels if each), labels


@pytest.mark.parametrize("picture", [each for each in ALL if each.says == "function"], ids=lambda each: each.name)
def test_the_curves_are_the_function_and_its_derivative(picture: Picture) -> None:
    definition = CATALOGUE.by_id(picture.statement)
    value, slope = drawn_lines(picture)
    points, computed = value
    np.testing.assert_array_equal(computed, lower(definition)(points))
    whole = np.isfinite(slope[1])
    assert whole.sum() >= len(points) - 3
    middles, steps = (points[1:] + points[:-1]) / 2, np.diff(computed) / np.diff(points)
    near = np.interp(middles, points[whole], slope[1][whole])
    assert np.quantile(np.abs(near - steps), 0.99) < 1e-3


def test_the_bound_is_the_proved_one_and_the_error_keeps_to_it() -> None:
    picture = next(each for each in ALL if each.statement == "gelu_tanh.error")
    above, below = picture._drawn.figure.axes
    (link,) = [each for each in CATALOGUE.by_id("gelu_tanh.error").links if each.chain == "value"]
    bound = float(link.right.value)
    levels = {float(line.get_ydata()[0]) for line in below.lines if len(line.get_ydata()) == 2}
    assert {bound, -bound} <= levels
    error = next(line for line in below.lines if len(line.get_ydata()) > 2)
    size = np.abs(np.array(error.get_ydata())).max()
    gap = link.left.args[0].quantity
    assert size <= bound
    assert size == pytest.approx(float(enclose_max(Abs(gap.of(x)), x).value.high), rel=1e-3)
    first, second = (np.array(line.get_ydata()) for line in above.lines if len(line.get_ydata()) > 2)
    np.testing.assert_allclose(first - second, error.get_ydata(), atol=1e-12)


def test_the_jacobian_is_that_of_the_kernel() -> None:
    picture = next(each for each in ALL if each.statement == "softmax.jacobian")
    (axes,) = picture._drawn.figure.axes
    shown = np.array([float(text.get_text().replace("−", "-")) for text in axes.texts])
    size = round(len(shown) ** 0.5)
    matrix = shown.reshape(size, size)
    np.testing.assert_allclose(matrix, matrix.T)
    assert np.abs(matrix.sum(axis=1)).max() <= 0.005 * size + 1e-9
    assert (np.diag(matrix) > 0).all()


def test_sharpening_goes_from_even_to_the_largest() -> None:
    picture = next(each for each in ALL if each.statement == "softmax.sharpening")
    lines = drawn_lines(picture)
    last = np.array([each[1] for each in lines])
    np.testing.assert_allclose(last.sum(axis=0), 1)
    assert np.ptp(last[:, 0]) < 0.02
    assert last[-1, -1] == pytest.approx(1)


def test_only_cross_entropy_keeps_a_gradient_where_the_prediction_is_wrong() -> None:
    picture = next(each for each in ALL if each.statement == "binary_cross_entropy.against_squared")
    (_, entropy), (_, squared) = drawn_lines(picture)
    assert entropy[0] == pytest.approx(-1, abs=1e-3)
    assert abs(squared[0]) < 1e-3


def test_what_was_measured_is_not_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    measurement = CATALOGUE.by_id("norms.batch_sensitivity")
    table = measurement.measure()
    monkeypatch.setattr(type(measurement), "measure", lambda self: pytest.fail("measured again"), raising=False)
    picture = next(each for each in pictures(CATALOGUE, {measurement.id: table}) if each.statement == measurement.id)
    drawn = drawn_lines(picture)
    np.testing.assert_array_equal(drawn[0][0], [row[0] for row in table.rows])


def test_a_new_function_gets_its_picture() -> None:
    softplus = Definition("softplus", log(1 + exp(x)), inputs=(x,), symbol=r"\zeta")
    (picture,) = pictures(small(softplus))
    assert picture.statement == "softplus.definition"
    assert "softplus" in picture.title("en")
    assert picture.svg("zh").startswith("<svg")


def test_a_name_cannot_inject_markup() -> None:
    odd = Definition("odd", x**2, inputs=(x,), symbol=r"\text{<script>}")
    (picture,) = pictures(small(odd))
    assert "<script" not in picture.svg("en")


@pytest.mark.parametrize(("hypotheses", "expected"), [
    ([x > 0, x < 1], (0, 1)), ([x > 0], (0, 8)), ([x < 2], (-6, 2)), ([], (-4, 4)),
])  # fmt: skip
def test_a_function_is_drawn_on_its_domain(hypotheses: list, expected: tuple[float, float]) -> None:
    definition = Definition("f", x, inputs=(x,), assuming=hypotheses)
    low, high = view(definition, np.ones_like)
    assert (low, high) == pytest.approx(expected, abs=0.02)
    bounds = {str(each) for each in hypotheses}
    assert (low > expected[0]) == ("x > 0" in bounds)
    assert (high < expected[1]) == bool(bounds & {"x < 1", "x < 2"})


def test_matplotlib_settings_of_the_reader_do_not_matter() -> None:
    import matplotlib

    picture = next(each for each in ALL if each.statement == "relu.definition")
    before = picture.svg("en")
    with matplotlib.rc_context({"axes.facecolor": "black", "font.size": 30, "svg.hashsalt": None}):
        again = next(each for each in pictures(CATALOGUE) if each.statement == "relu.definition")
        assert again.svg("en") == before
        assert matplotlib.rcParams["font.size"] == 30


def test_a_theorem_of_another_form_has_no_such_picture() -> None:
    theorem = Theorem("f.error", chain(x <= 1, "no", label="value"), kind=Kind.BOUND)
    with pytest.raises(NotationError, match=r"f.error\[value.1\]: expected \|f\(t\)\| <= number, got x <= 1"):
        approximation_error(PictureSource(small(theorem), {}), "f.error")
    with pytest.raises(NotationError, match="f.error: a picture is drawn from its chain 'other'"):
        PictureSource(small(theorem), {}).link("f.error", "other")
