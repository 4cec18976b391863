"""What a reader does with the page: looks, folds, follows links, copies, searches, prints."""

import re

import pytest
from playwright.sync_api import Page

from proofnotes.statements.catalogue import Catalogue
from tests.report.html.conftest import UNFOLD, WIDTHS, Open

LANGUAGES = ("zh", "en")
pytestmark = pytest.mark.one_in(3)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LEADS_NOWHERE = """[...document.querySelectorAll('a[href^="#"]')]
  .map((each) => decodeURIComponent(each.getAttribute('href').slice(1))).filter((id) => !document.getElementById(id))"""
TWICE = """(() => { const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at); })()"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_page_and_nothing_complains(visit: Open, language: str) -> None:
    found = visit(language)
    for unfold in (False, True):
        for width in WIDTHS.values():
            found.page.set_viewport_size({"width": width, "height": 900})
            assert found.page.evaluate(OVERFLOW) == 0, (unfold, width)
        found.page.evaluate(UNFOLD)
    found.page.emulate_media(color_scheme="dark")
    assert found.page.evaluate(OVERFLOW) == 0
    assert found.complaints == []
    assert found.requests == [found.page.url]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_anchor_exists_once(visit: Open, language: str, catalogue: Catalogue) -> None:
    page = visit(language).page
    assert page.evaluate(LEADS_NOWHERE) == []
    assert page.evaluate(TWICE) == []
    steps = [".".join(each for each in (link.id, link.chain, str(link.place)) if each) for link in catalogue.links]
    wanted = [each.id for each in catalogue.statements] + steps
    assert page.evaluate("(ids) => ids.filter((id) => !document.getElementById(id))", wanted) == []


def top(page: Page, id: str) -> float:
    return float(page.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", id))


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_address_of_a_step_opens_its_derivation(visit: Open, width: int) -> None:
    page = visit("zh", "#softmax.vjp.2", width=width).page
    assert page.locator('[id="softmax.vjp"] .derivation').first.get_attribute("open") is not None
    assert 0 <= top(page, "softmax.vjp.2") < 900


def test_fold_and_unfold(visit: Open) -> None:
    page = visit("en").page
    open_ones, every = page.locator(".derivation[open]"), page.locator(".derivation")
    assert open_ones.count() == 0
    page.locator(".derivation summary").first.click()
    assert open_ones.count() == 1
    page.get_by_role("button", name="Unfold every derivation").click()
    assert open_ones.count() == every.count() > 200
    page.get_by_role("button", name="Fold every derivation").click()
    assert open_ones.count() == 0


@pytest.mark.parametrize("language", ["LaTeX", "SymPy", "NumPy"])
def test_copy(visit: Open, language: str) -> None:
    page = visit("zh", permissions=["clipboard-read", "clipboard-write"]).page
    row = page.locator('[id="softmax.vjp"] .source-row')
    row.get_by_role("button", name=language).click()
    source = row.locator("figure").filter(has=page.locator(f'figcaption:text-is("{language}")')).locator("code")
    assert page.evaluate("navigator.clipboard.readText()") == source.text_content()
    assert page.get_by_text("已复制", exact=True).count() > 0


def test_seconds_stand_beside_the_steps(visit: Open) -> None:
    page = visit("en", "#softmax.vjp.1").page
    shown = page.locator('[id="softmax.vjp.1"] .time').text_content()
    assert re.fullmatch(r"\d+\.\d{3} s", shown or "")
    assert page.locator("#seconds tr", has_text="softmax.vjp[1]").locator("td").nth(1).text_content() == shown


@pytest.mark.parametrize(
    ("typed", "first"),
    [("softmax.vjp", "softmax.vjp"), ("symm softm", "softmax.symmetric"), ("gelu tanh err", "gelu_tanh.error")],
)
def test_search_by_id(visit: Open, typed: str, first: str) -> None:
    page = visit("en").page
    page.keyboard.press("/")
    page.keyboard.type(typed)
    options = page.get_by_role("option")
    assert first in [each.split()[0] for each in options.all_inner_texts()]
    while page.locator('[aria-selected="true"] b').inner_text() != first:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#{first}"
    assert 0 <= top(page, first) < 200
    assert not page.locator("#found").is_visible()


def test_search_in_the_text(visit: Open) -> None:
    page = visit("zh").page
    query = page.get_by_role("combobox")
    query.fill("梯度消失")
    assert page.get_by_role("option").count() >= 2
    assert "梯度消失" in page.get_by_role("option").first.inner_text()
    query.fill("没有这样的词")
    assert page.get_by_role("option").count() == 0
    assert page.locator("#told").text_content() == "没有找到"
    query.press("Escape")
    assert not page.locator("#found").is_visible()


def reference(page: Page, id: str):
    return page.locator(f'main > p a.ref[href="#{id}"]').first


def test_preview_at_the_pointer_and_at_the_focus(visit: Open) -> None:
    page = visit("zh").page
    preview, link = page.locator("#preview"), reference(page, "batch_norm.vjp")
    link.hover()
    assert preview.is_visible()
    assert "batch_norm.vjp" in preview.inner_text()
    assert preview.locator("math").count() > 0
    page.mouse.move(640, 5)
    preview.wait_for(state="hidden")
    reference(page, "batch_norm.epsilon").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert preview.is_visible()
    assert reference(page, "batch_norm.epsilon").get_attribute("aria-describedby") == "preview"
    page.keyboard.press("Escape")
    assert not preview.is_visible()


def test_first_tap_shows_and_second_follows(visit: Open) -> None:
    page = visit("zh", width=390, has_touch=True).page
    link = reference(page, "batch_norm.vjp")
    link.tap()
    assert page.locator("#preview").is_visible()
    assert page.evaluate("location.hash") == ""
    assert page.evaluate(OVERFLOW) == 0
    link.tap()
    assert page.evaluate("location.hash") == "#batch_norm.vjp"


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_theme_is_remembered(visit: Open) -> None:
    page = visit("en", scheme="light").page
    light = ground(page)
    button = page.get_by_role("button", name="Dark")
    button.click()
    dark = ground(page)
    assert dark != light
    assert button.get_attribute("aria-pressed") == "true"
    page.reload()
    assert ground(page) == dark
    page.get_by_role("button", name="Dark").click()
    assert ground(page) == light


def test_contents_follow_the_reader(visit: Open) -> None:
    page = visit("zh").page
    here = page.locator(".contents [aria-current]:visible")
    page.evaluate("document.getElementById('8-总账').scrollIntoView()")
    reached = "document.querySelector('.contents a[aria-current]')?.hash === '#' + encodeURI('8-总账')"
    for _ in range(100):  # not wait_for_function: the page forbids what it evaluates while it waits
        if page.evaluate(reached):
            break
        page.wait_for_timeout(50)
    assert page.evaluate(reached)
    assert here.count() >= 1


def test_contents_are_folded_on_a_phone(visit: Open) -> None:
    page = visit("en", width=390).page
    link = page.locator(".contents ol a").first
    assert not link.is_visible()
    page.locator(".contents summary").click()
    link.click()
    assert not link.is_visible()
    assert page.evaluate("location.hash").startswith("#1-")


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_whatever_scrolls_has_a_name_and_takes_the_focus(visit: Open, width: int) -> None:
    page = visit("en", width=width).page
    page.evaluate(UNFOLD)
    page.wait_for_timeout(100)
    silent = page.evaluate("""[...document.querySelectorAll('main *')].filter((each) =>
      ['auto', 'scroll'].includes(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth + 1
      && !(each.tabIndex === 0 && each.getAttribute('aria-label'))).map((each) => each.outerHTML.slice(0, 120))""")
    assert silent == []


def test_on_paper_everything_is_unfolded(visit: Open) -> None:
    page = visit("zh").page
    page.emulate_media(media="print")
    hidden = "(selector) => [...document.querySelectorAll(selector)].filter((each) => !each.checkVisibility()).length"
    assert page.evaluate(hidden, ".steps > li, .attempts li") == 0
    assert page.locator("button:visible, input:visible, .contents:visible").count() == 0
