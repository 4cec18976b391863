"""What Markdown must be so that GitHub, and a renderer that knows no formulas, leave its formulas alone."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from proofnotes.report.markdown import anchor

CODE = re.compile(r"`[^`\n]*`")
BLOCK = re.compile(r"^\$\$\n(.*?)\n\$\$$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!\\)\$([^$\n]+)(?<!\\)\$")
DOLLAR = re.compile(r"(?<!\\)\$")
OPENING, CLOSING = {"", "("}, {"", *",.;:)?!"}
"""What GitHub lets stand beside a dollar sign, apart from blanks; nothing of it is CJK."""
LINK = re.compile(r"\]\(#([^)]*)\)")


def faults(page: str) -> list[str]:
    """What is wrong with the page, each fault with the text that has it."""
    return [*_blocks(page), *_inlines(page), *_survivors(page), *_links(page)]


def formulas(page: str) -> list[str]:
    """Every formula, display formulas first."""
    return BLOCK.findall(page) + INLINE.findall(BLOCK.sub("", CODE.sub("", page)))


def _blocks(page: str) -> Iterator[str]:
    for found in BLOCK.finditer(page):
        if page[: found.start()][-2:] not in ("\n\n", "") or page[found.end() :][:2] not in ("\n\n", "\n", ""):
            yield f"no blank line around: {found.group()}"
        yield from _formula(found[1].replace("\\\\\n", "\n"))
    if "$$" in BLOCK.sub("", page):
        yield "a $$ that is not alone on its line"


def _inlines(page: str) -> Iterator[str]:
    text = CODE.sub(lambda code: "c" * len(code.group()), BLOCK.sub("", page))
    for found in INLINE.finditer(text):
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        if not (before.isspace() or before in OPENING) or not (after.isspace() or after in CLOSING):
            yield f"glued to its neighbours: {before}{found.group()}{after}"
        if found[1] != found[1].strip():
            yield f"a space inside the dollar signs: {found.group()}"
        yield from _formula(found[1])
    if DOLLAR.search(INLINE.sub("", text)):
        yield "a dollar sign without its partner"


def _formula(latex: str) -> Iterator[str]:
    if re.search(r"\\[^A-Za-z]", latex):
        yield f"a backslash that Markdown takes as an escape: {latex}"
    if latex.count("{") != latex.count("}") or len(re.findall(r"\\left\b", latex)) != len(
        re.findall(r"\\right\b", latex)
    ):
        yield f"brackets without partners: {latex}"
    if re.search(r"<\S", latex):
        yield f"looks like a tag: {latex}"


def _survivors(page: str) -> Iterator[str]:
    """A renderer that knows no formulas must still find them whole: no emphasis, no links, no tags inside."""
    tokens = MarkdownIt("commonmark").parse(page)
    children = [child for token in tokens if token.type == "inline" for child in token.children or []]
    plain = "".join(
        child.content if child.type == "text" else "\n" if child.type == "softbreak" else "`" for child in children
    )
    for latex in formulas(page):
        if latex.replace("\\\\", "\\") not in plain:
            yield f"taken for something else: {latex}"


def _links(page: str) -> Iterator[str]:
    headings = [anchor(line.lstrip("# ").replace("`", "")) for line in page.splitlines() if line.startswith("#")]
    yield from (f"two headings are called {each}" for each in set(headings) if headings.count(each) > 1)
    yield from (f"leads nowhere: #{each}" for each in set(LINK.findall(page)) - set(headings))
