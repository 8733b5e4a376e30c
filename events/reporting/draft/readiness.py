"""How ready a section is: what it needs, what of it is there, what is missing and who can fill it. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from events.reporting.draft.parts import Gap, SectionDraft, SectionFact
from events.reporting.draft.sections import Source
from events.reporting.markup import citations, without_citations

# How much of a page in the form's own layout: the only limit that can't be counted exactly.
WORDS_A_PAGE = 450
# Their fields describe each activity, not the section.
DESCRIBED = ("local_initiatives", "intercity_initiatives")


@dataclass(frozen=True, slots=True)
class Readiness:
    """``met`` of ``wanted`` points; ``gaps`` says what the rest is."""

    met: int
    wanted: int
    gaps: tuple[Gap, ...] = ()

    @property
    def percent(self) -> int:
        """Rounded down, so that only what lacks nothing is ready."""
        return 100 * self.met // self.wanted if self.wanted else 100


def length(text: str, unit: str) -> int:
    """How long a text is, in what its limit counts; pages are begun ones. Marks and evidence are not counted."""
    plain = without_citations(text)
    if unit == "characters":
        return len(plain)
    words = len(plain.split())
    return -(-words // WORDS_A_PAGE) if unit == "pages" else words


def readiness(source: Source, section: SectionFact, draft: SectionDraft, text: str, editor: str = "") -> Readiness:
    """The state of a section with ``text``.

    Points, one each: every activity that is told here is proven; each of its pieces of evidence holds; it has a result
    in the language of the report; each piece that the text cites holds; the form's fields are filled in; there is a
    text, and it keeps to the limit. ``editor``, who wrote the text last, can fill what has no other name.
    """
    activities = source.activities_in(section)
    pieces = [piece for fact in activities for piece in fact.evidence]
    met = sum(fact.is_proven for fact in activities) + sum(piece.holds for piece in pieces)
    met += sum(bool(fact.result.written_in(source.language)) for fact in activities)
    wanted = 2 * len(activities) + len(pieces)
    gaps = [gap for gap in draft.gaps if not (gap.kind == "untold" and _is_told(gap, text))]
    fields = 0 if section.key in DESCRIBED else len(section.fields)
    untold = sum(gap.kind == "untold" for gap in gaps)
    met, wanted = met + max(0, fields - untold), wanted + max(fields, untold)
    open_ones = sum(gap.kind in ("no_activity", "no_plan") for gap in gaps)
    wanted += open_ones
    cited, failed = _cited(source, text, editor)
    of_text = _of_text(section, text)
    return Readiness(met + cited - len(failed) + 2 - len(of_text), wanted + cited + 2, (*of_text, *failed, *gaps))


def _is_told(gap: Gap, text: str) -> bool:
    """Whether the text has a heading for what the records don't say."""
    field = gap.subject.casefold()
    lines = text.casefold().splitlines()
    return any(line.lstrip("#-• ").startswith(field) for line in lines) if field else False


def _cited(source: Source, text: str, editor: str) -> tuple[int, list[Gap]]:
    """How many pieces the text cites, and a gap for each that doesn't hold."""
    known = {piece.number: piece for fact in source.world.activities for piece in fact.evidence}
    numbers = citations(text)
    failed = []
    for number in numbers:
        piece = known.get(number)
        if piece is None:
            message = gettext_lazy("The text cites E%(number)d, which no activity of the period has any more.")
            failed.append(Gap("cited_gone", message, editor, evidence=number, words=(("number", number),)))
        elif not piece.holds:
            message = gettext_lazy("The text cites E%(number)d, which no longer holds.")
            failed.append(Gap("cited_failed", message, piece.helper, evidence=number, words=(("number", number),)))
    return len(numbers), failed


def _of_text(section: SectionFact, text: str) -> list[Gap]:
    """At most two gaps: there is no text, and it is too long."""
    if not text.strip():
        return [Gap("no_text", gettext_lazy("Nothing is written yet."))]
    too_long = section.limit is not None and length(text, section.limit_unit) > section.limit
    return [Gap("too_long", gettext_lazy("The text is longer than its limit."))] if too_long else []
