"""One activity in sentences, each with the numbers of its evidence. Only what is proven is told. Pure."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.reporting.draft.parts import Gap, Passage, Sentence
from events.reporting.draft.words import days, listed, number, one_line, quoted, sentences_of
from events.reporting.figures.facts import ActivityFact, Axis, EvidenceFact, Pair, World


def told(activity: ActivityFact, world: World, language: str) -> Passage:
    """The activity below its title. Raises ``ValueError`` for one without evidence: it must never be a claim."""
    if not activity.is_proven:
        raise ValueError("An activity without evidence is no claim.")
    texts = [
        *_opening(activity),
        *_own_words(activity.summary, language),
        *_served(activity, world),
        *_reached(activity),
        *_own_words(activity.result, language),
        *_own_words(activity.impact, language),
    ]
    heading = _("%(title)s (%(year)d)") % {"title": one_line(str(activity.title.shown)), "year": activity.year}
    return Passage(tuple(Sentence(text, activity.proof) for text in texts), heading)


def _opening(activity: ActivityFact) -> list[str]:
    title, when = quoted(str(activity.title.shown)), days(activity.first, activity.last)
    said = [_("%(title)s took place %(when)s.") % {"title": title, "when": when}]
    if activity.partners:
        names = listed(str(partner.title.shown) for partner in activity.partners)
        said.append(_("It was carried out with %(partners)s.") % {"partners": names})
    if activity.guests:
        names = listed(str(city.title.shown) for city in activity.guests)
        said.append(_("Cities that took part: %(cities)s.") % {"cities": names})
    return said


def _own_words(text: Pair, language: str) -> list[str]:
    """What the record says in the report's language, else in the other: better than silence, and named as a gap."""
    return sentences_of(text.written_in(language) or str(text.shown))


def names_on(activity: ActivityFact, world: World, axis: Axis) -> list[str]:
    """The titles of what an activity serves on an axis, in the order of the vocabulary."""
    had = activity.keys(axis)
    # Not ``world.axis``, which looks through all activities: this is asked for each of them.
    return [str(term.title.shown) for term in dict(world.terms).get(axis.value, ()) if term.key in had]


def _served(activity: ActivityFact, world: World) -> list[str]:
    sentences = {
        Axis.OBJECTIVE: _("It serves the objectives %(names)s."),
        Axis.AREA: _("Areas of action: %(names)s."),
        Axis.SDG: _("It serves the Sustainable Development Goals %(names)s."),
        Axis.PRIORITY: _("It serves the municipal priorities %(names)s."),
    }
    found = [(text, names_on(activity, world, axis)) for axis, text in sentences.items()]
    return [text % {"names": listed(quoted(name) for name in names)} for text, names in found if names]


def _reached(activity: ActivityFact) -> list[str]:
    if not activity.reached():
        return []
    kinds = listed(
        _("%(kind)s: %(count)s") % {"kind": str(row.title.shown), "count": number(row.count)}
        for row in activity.people
        if row.count
    )
    return [_("It reached %(count)s people (%(kinds)s).") % {"count": number(activity.reached()), "kinds": kinds}]


def gaps_of(activity: ActivityFact, language: str) -> list[Gap]:
    """What is missing to tell of an activity, and who can fill it."""
    title, key, helper = quoted(str(activity.title.shown)), activity.pk, activity.helper
    own = (("activity", title),)
    found = [_failed(piece, key, title) for piece in activity.evidence if not piece.holds]
    if not activity.is_proven:
        text = gettext_lazy("%(activity)s has no evidence that holds, so it is left out.")
        found.insert(0, Gap("unproven", text, helper, key, words=own))
    if not activity.result.written_in(language):
        text = gettext_lazy("%(activity)s has no result in the language of the report.")
        found.append(Gap("no_result", text, helper, key, words=own))
    return found


def _failed(piece: EvidenceFact, activity: int, title: str) -> Gap:
    text = gettext_lazy("Evidence E%(number)d (%(title)s) of %(activity)s no longer holds.")
    words = (("number", piece.number), ("title", one_line(piece.title)), ("activity", title))
    return Gap("evidence_failed", text, piece.helper, activity, piece.number, words=words)
