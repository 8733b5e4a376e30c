"""Short passages of a text with the words marked that led to it. Pure: texts in, escaped HTML out."""

from collections.abc import Collection, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.analysis.words import fold, places_of

SNIPPET_LENGTH = 240  # characters
LEAD_IN = 60  # characters before the first marked word, at most
LONGEST_WORD = 30  # characters; a passage begins and ends between words, unless they are longer
READ_AT_MOST = 6_000  # characters of a text
ELLIPSIS = "…"

Place = tuple[int, int]


def marked(text: str, words: Collection[str]) -> SafeString:
    """``text`` escaped, with every word marked whose folded form is one of ``words``."""
    return _marked(text, places_of(words, text) if words else [])


def snippet(text: str, words: Collection[str]) -> SafeString:
    """The passage of ``text`` that has most different ones of ``words``, marked; its beginning if it has none."""
    return passage(text, words)[0]


def passage(text: str, words: Collection[str]) -> tuple[SafeString, bool]:
    """The best passage, and whether a word is marked in it."""
    text = text[:READ_AT_MOST]
    places = places_of(words, text) if words else []
    start, end = (0, len(text)) if len(text) <= SNIPPET_LENGTH else _window(text, places)
    inside = [(first - start, last - start) for first, last in places if first >= start and last <= end]
    before, after = ELLIPSIS if start else "", ELLIPSIS if end < len(text) else ""
    return mark_safe(f"{before}{_marked(text[start:end], inside)}{after}"), bool(inside)  # escaped piece by piece


def _marked(text: str, places: Sequence[Place]) -> SafeString:
    """Neighbours with nothing but a space or hyphen between them are marked together."""
    spans: list[Place] = []
    for first, last in places:
        if spans and text[spans[-1][1] : first] in (" ", "-"):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    starts = [0, *(end for _, end in spans)]
    pieces = [
        f"{escape(text[start:at])}<mark>{escape(text[at:end])}</mark>"
        for start, (at, end) in zip(starts, spans, strict=False)
    ]
    return mark_safe("".join([*pieces, escape(text[starts[-1] :])]))  # each piece is escaped


def _window(text: str, places: Sequence[Place]) -> Place:
    """Where the best passage begins and ends."""
    wanted = max(_best_place(text, places) - LEAD_IN, 0) if places else 0
    start = _next_gap(text, min(wanted, len(text) - SNIPPET_LENGTH))
    limit = start + SNIPPET_LENGTH
    if limit >= len(text):
        return start, len(text)
    end = text.rfind(" ", limit - LONGEST_WORD, limit + 1)
    return start, end if end > start else limit


def _best_place(text: str, places: Sequence[Place]) -> int:
    """Where the words begin that stand closest together: most different ones, then most."""
    folded = [fold(text[first:last]) for first, last in places]
    best, best_worth, end = 0, (0, 0), 0
    for at, (first, _) in enumerate(places):
        end = max(end, at)
        while end < len(places) and places[end][1] - first <= SNIPPET_LENGTH - LEAD_IN - LONGEST_WORD:
            end += 1
        worth = (len(set(folded[at:end])), end - at)
        if worth > best_worth:
            best, best_worth = first, worth
    return best


def _next_gap(text: str, wanted: int) -> int:
    """The first beginning of a word from ``wanted`` on, if there is one near."""
    if wanted <= 0:
        return 0
    gap = text.find(" ", wanted - 1, wanted + LONGEST_WORD)
    return gap + 1 if gap >= 0 else wanted
