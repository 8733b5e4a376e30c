"""Writes the body of a page in both languages at once: blocks in Danish, and the English for each of their texts."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from wagtail.models import Page
from wagtail_localize.strings import StringValue, extract_strings

from hub.sample_site.facts import ENGLISH_SOURCES, NOTHING, Both
from hub.site_tree import PagePlan
from hub.templatetags.hub_tags import Source, sources


def _stored(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _items(values: Iterable[Any]) -> list[dict[str, Any]]:
    return [_stored("item", value) for value in values]


def paragraphs(*texts: Both) -> Both:
    """Plain texts as paragraphs of rich text."""
    return _joined("<p>{}</p>", texts)


def bullets(*texts: Both) -> Both:
    """Plain texts as a list."""
    da, en = _joined("<li>{}</li>", texts)
    return f"<ul>{da}</ul>", f"<ul>{en}</ul>"


def heading(text: Both) -> Both:
    """A plain text as a heading."""
    return _joined("<h2>{}</h2>", [text])


def _joined(pattern: str, texts: Iterable[Both]) -> Both:
    pairs = [tuple(pattern.format(escape(text, quote=False)) for text in pair) for pair in texts]
    return "".join(da for da, _ in pairs), "".join(en for _, en in pairs)


def together(*parts: Both) -> Both:
    """Parts made by the functions above, one after the other."""
    return "".join(da for da, _ in parts), "".join(en for _, en in parts)


def _source_rows(found: Iterable[Source], names: Mapping[str, str]) -> str:
    """Sources as items of a list, those in ``names`` under their other name."""
    named = [(escape(names.get(row.text, row.text), quote=False), escape(row.url)) for row in found]
    return "".join(f'<li><a href="{url}">{text}</a></li>' if url else f"<li>{text}</li>" for text, url in named)


@dataclass(slots=True)
class BodyWriter:
    """Collects blocks and the English for every segment that the translator will see."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    english: dict[str, str] = field(default_factory=dict)

    def _remember(self, da: str, en: str) -> None:
        if self.english.setdefault(da, en) != en:
            raise ValueError(f"Two English texts for “{da}”: “{self.english[da]}” and “{en}”.")

    def plain(self, text: Both) -> str:
        """The Danish of a plain text."""
        da, en = text
        if da:
            self._remember(StringValue.from_plaintext(da).data, StringValue.from_plaintext(en).data)
        return da

    def rich(self, text: Both) -> str:
        """The Danish of a rich text; both languages have the same paragraphs in the same order."""
        segments_da, segments_en = (extract_strings(html)[1] for html in text)
        for (da, _), (en, _) in zip(segments_da, segments_en, strict=True):
            self._remember(da.data, en.data)
        return text[0]

    def text(self, *parts: Both) -> None:
        """Running text, of parts made by ``paragraphs``, ``bullets`` and ``heading``."""
        self.blocks.append(_stored("text", self.rich(together(*parts))))

    def quote(self, quote: Both, who: Both, role: Both = NOTHING) -> None:
        """Somebody's words."""
        value = {"quote": self.plain(quote), "who": self.plain(who), "role": self.plain(role)}
        self.blocks.append(_stored("quote", value))

    def figures(self, title: Both, rows: Sequence[tuple[Both, Both, Both]]) -> None:
        """Number, what it counts and source of each figure."""
        names = ("number", "label", "source")
        self._list("figures", title, "figures", [dict(zip(names, row, strict=True)) for row in rows])

    def timeline(self, title: Both, rows: Sequence[tuple[Both, Both, Both]]) -> None:
        """When, title and text of each frame."""
        names = ("date", "title", "text")
        self._list("timeline", title, "frames", [dict(zip(names, row, strict=True)) for row in rows])

    def _list(self, kind: str, title: Both, name: str, rows: list[dict[str, Both]]) -> None:
        stored = _items({key: self.plain(text) for key, text in row.items()} for row in rows)
        self.blocks.append(_stored(kind, {"heading": self.plain(title), name: stored}))

    def accordion(self, title: Both, rows: Sequence[tuple[Both, Both]]) -> None:
        """Title and rich text of each section."""
        stored = _items({"title": self.plain(name), "text": self.rich(text)} for name, text in rows)
        self.blocks.append(_stored("accordion", {"heading": self.plain(title), "items": stored}))

    def table(self, caption: Both, columns: Sequence[tuple[str, Both]], rows: Sequence[Sequence[Both]]) -> None:
        """A table; each column has its type (``"text"``, ``"number"``) and its heading."""
        value = {
            "caption": self.plain(caption),
            "columns": [{"type": kind, "heading": self.plain(title)} for kind, title in columns],
            "rows": [{"values": [self.plain(cell) for cell in row]} for row in rows],
        }
        self.blocks.append(_stored("table", value))

    def events(self, title: Both, count: int) -> None:
        """The coming events."""
        self.blocks.append(_stored("event_list", {"heading": self.plain(title), "count": count, "tag": None}))

    def web_link(self, lead: Both, label: Both, url: str) -> None:
        """A button that leads to a page on the web."""
        value = {"lead": self.plain(lead), "text": self.plain(label), "page": None, "url": url, "email": ""}
        self.blocks.append(_stored("call_to_action", value))

    def sources(self, *texts: str) -> None:
        """Where the facts come from: links, or the plain name where there is no address."""
        found = dict.fromkeys(source for text in texts for source in sources(text))
        rows = tuple(_source_rows(found, names) for names in ({}, ENGLISH_SOURCES))
        self.text(heading(("Kilder", "Sources")), (f"<ul>{rows[0]}</ul>", f"<ul>{rows[1]}</ul>"))

    def plan(
        self, model: type[Page], slugs: Both, titles: Both, lead: Both, *, in_menu: bool = False, **fields: Any
    ) -> PagePlan:
        """The page that this body belongs to."""
        everything = {"lead": self.plain(lead), **fields}
        if self.blocks:
            everything["body"] = self.blocks
        return PagePlan(model, *slugs, *titles, in_menu=in_menu, fields=everything, english=self.english)
