"""The built pages in a browser: Chromium as the system has it, without a network."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from proofnotes.report import Evidence, render
from proofnotes.statements.catalogue import Catalogue

WIDTHS = {"phone": 390, "desk": 1280}
UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def needed(program: str, package: str) -> str:
    """Where the program is.  Without it the tests are skipped, except where they must not be."""
    found = shutil.which(program)
    if found is None:
        because = f"{program} is not installed; on Debian: apt-get install {package}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(because)
    return str(found)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = needed("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(catalogue: Catalogue, evidence: Evidence, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The HTML editions by language, from real proofs."""
    written = render(catalogue, evidence, tmp_path_factory.mktemp("build"))
    return {path.name.split(".")[1]: path for path in written if path.suffix == ".html"}


@dataclass
class Visit:
    """An open page, and what it should not do: complain, or ask for something."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Open = Callable[..., Visit]


@pytest.fixture
def visit(chromium: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """visit("zh", "#softmax.vjp", width=390, scheme="dark"): the page, offline, in a browser that knows nothing."""
    contexts = []

    def opened(language: str, anchor: str = "", width: int = 1280, scheme: str = "light", **options: object) -> Visit:
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, color_scheme=scheme, offline=True, **options)
        contexts.append(context)
        found = Visit(context.new_page())
        watch(found)
        found.page.goto(pages[language].as_uri() + anchor)
        return found

    yield opened
    for context in contexts:
        context.close()


def watch(visit: Visit) -> None:
    page = visit.page

    def asked(route: Route) -> None:
        visit.requests.append(route.request.url)
        route.continue_()

    page.route("**/*", asked)
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("console", lambda said: visit.complaints.append(said.text) if said.type != "log" else None)
