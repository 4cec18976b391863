"""What the templates of templates/html can ask for, besides what those for Markdown do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jinja2
from markupsafe import Markup, escape

from ...expr.errors import NotationError
from ...statements.claims import readable
from ..editions import place, texts
from ..figures import drawn
from ..formulas import formula
from ..map import map_svg, map_title
from ..notes import Notes
from ..phrases import say
from ..views import StatementView
from ..words import Words
from .copyable_sources import CopyableSource, sources_of
from .fragments import Fragments, unmarked
from .mathml import Mathematics
from .prose import Renderer

PAGE_WORDS = "page.toml"
CHECKED = ("name", "shape", "value", "inline", "block")
"""What gives Markdown a formula: it is converted at once, so that an error has the line of the template."""

SPOKEN = ("say", "sentence", "heading", "escape", "code", "cell")
"""What gives Markdown somebody's words."""

TemplateFunction = Callable[..., object]


@dataclass(frozen=True)
class PictureMarkup:
    """A picture of a statement."""

    svg: Markup
    title: str


class PageVocabulary:
    """The functions of one page, by the names that templates use."""

    def __init__(self, jinja: jinja2.Environment, notes: Notes, words: Words, language: str) -> None:
        self.jinja, self.notes, self.words, self.language = jinja, notes, words, language
        self.page = Words(place(language, PAGE_WORDS), texts(language, PAGE_WORDS))
        self.fragments = Fragments()
        self.mathematics = Mathematics()
        self.renderer = Renderer(self.mathematics, self.reference)
        self._sources = sources_of(notes.catalogue)

    def functions(self) -> dict[str, TemplateFunction]:
        """All of them."""
        markdown = self.notes.functions()
        own: dict[str, TemplateFunction] = {
            "page": self.page,
            "filled": self.filled,
            "hold": self.fragments.hold,
            "math": self.mathematics.inline,
            "displayed": self.mathematics.displayed,
            "told": self.told,
            "said": self.said,
            "show": self.show,
            "card": self.card,
            "reference": self.reference,
            "hypotheses": self.hypotheses,
            "map": self.map,
            "breakable": lambda id: Markup("{}.<wbr>{}").format(*id.split(".", 1)),
            "mark": lambda name, text: Markup('<strong class="{}">{}</strong>').format(name, text),
            "readable": readable,
            "sources": self.sources,
            "latex_source": lambda latex: (CopyableSource("LaTeX", latex),),
            "pictures": self.pictures,
        }
        checked = {name: self._checked(markdown[name]) for name in CHECKED}
        return {**markdown, **checked, **{name: _unmarked(markdown[name]) for name in SPOKEN}, **own}

    def filled(self, key: str, **values: object) -> Markup:
        """A sentence of words.toml around pieces of HTML."""
        self.words(key, **values)
        return escape(self.words.texts[key]).format(**values)

    def told(self, text: str) -> str:
        """A reason or a note, in the language of the edition."""
        return say(text, self.notes.phrases)

    def said(self, view: StatementView) -> Markup:
        """What a statement says: in words where the edition has them, else as formulas."""
        if view.id in self.notes.sentences:
            return escape(self.notes.sentences[view.id])
        formulas = map(self.mathematics.inline, view.claims)
        return escape(self.told(view.says)) if view.says else Markup("; ").join(formulas)

    def show(self, number: int) -> str:
        """A numbered formula of the prose."""
        self.notes.show(number)
        display, owner = self.notes.displays[number]
        shown = self._cards.display(number, formula(display, owner), owner.id)
        return f"\n\n{self.fragments.hold(shown)}\n\n"

    def card(self, view: StatementView) -> Markup:
        """A statement.  NotationError, which names it, for a formula that cannot be shown."""
        try:
            made: Markup = self._cards.card(view)
        except NotationError as error:
            raise NotationError(f"{view.id}: {error}") from error
        return made

    def pictures(self, id: str) -> list[PictureMarkup]:
        """Those of a statement."""
        found = [each for each in drawn(self.notes.catalogue, self.notes.evidence) if each.statement == id]
        try:
            return [PictureMarkup(Markup(each.svg(self.language)), each.title(self.language)) for each in found]
        except ValueError as error:
            raise NotationError(f"its picture cannot be drawn: {error}") from error

    @property
    def _cards(self) -> Any:
        return self.jinja.get_template("partials/cards.html").module

    def reference(self, target: str, inner: Markup | None = None) -> Markup:
        """A link inside the page; one to a statement says what became of it."""
        shown = inner or Markup("<code>{}</code>").format(target)
        if target not in {each.id for each in self.notes.catalogue.statements}:
            return Markup('<a href="#{}">{}</a>').format(target, shown)
        view = self.notes.statement(target)
        link = Markup('<a class="ref" href="#{}">{}</a>').format(target, shown)
        if not view.mark:
            return link
        mark = Markup('<span class="mark {}" title="{}"><span class="unseen">{}</span></span>')
        outcome = self.words.outcome(view)
        return link + mark.format(view.mark.lower(), outcome, outcome)

    def map(self) -> PictureMarkup:
        """Every statement, what it rests on, and what became of it."""
        groups = self.notes.groups()
        return PictureMarkup(Markup(map_svg(groups, self.words, self.language)), map_title(groups, self.language))

    def hypotheses(self, id: str) -> tuple[str, ...]:
        """What a statement assumes, for Markdown."""
        return tuple(map(self.renderer.check, self.notes.hypotheses(id)))

    def sources(self, id: str, label: str | None = None) -> tuple[CopyableSource, ...]:
        """What a reader can copy."""
        return self._sources.of(self.notes.statement(id), label)

    def _checked(self, function: TemplateFunction) -> TemplateFunction:
        return lambda *arguments: self.renderer.check(str(function(*arguments)))


def _unmarked(function: TemplateFunction) -> TemplateFunction:
    return lambda *arguments: unmarked(str(function(*arguments)))
