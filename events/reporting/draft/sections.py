"""Each section of a form from the records: one function for each kind of content. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.reporting.draft.activities import gaps_of, told
from events.reporting.draft.parts import FormFact, Gap, Passage, SectionDraft, SectionFact, Sentence
from events.reporting.draft.words import days, listed, number, one_line, quoted
from events.reporting.figures.facts import ActivityFact, Axis, World, total
from events.reporting.figures.matrix import empty_pairs

ANNUAL_CONFERENCE = "annual_conference"
PLAN = "plan"
COOPERATION = ("intercity_initiatives", "intercity")
LOCAL = ("local_initiatives", "local")
# Activities are put into the sections of UNESCO's form; these sections of our own forms tell of the same ones.
SAME_AS = {"local": "local_initiatives", "intercity": "intercity_initiatives", "network": "global_management"}


def tells_of_activities(section: SectionFact) -> bool:
    """Whether activities are reported in a section."""
    return section.takes_activities or section.key in SAME_AS


def section_for(activity: ActivityFact, form: FormFact) -> str:
    """The section that tells of an activity: its own, or the one that is the same in another form.

    Else the one for cooperation between cities if another city took part, or the one for local activities; nothing if
    the form has neither.
    """
    taking = [section.key for section in form.sections if tells_of_activities(section)]
    own = next((key for key in taking if activity.section in (key, SAME_AS.get(key))), "")
    usual = COOPERATION if activity.guests else LOCAL
    return own or next((key for key in (*usual, *LOCAL) if key in taking), "")


@dataclass(frozen=True, slots=True)
class Source:
    """What a section is drafted from: ``world`` as it is, ``claims`` with what is proven alone."""

    world: World
    claims: World
    form: FormFact
    language: str

    def activities_in(self, section: SectionFact) -> list[ActivityFact]:
        """What is told in a section, proven or not, in the order of its days."""
        return [fact for fact in self.world.activities if section_for(fact, self.form) == section.key]


def source_of(world: World, form: FormFact, language: str) -> Source:
    """Both worlds of a draft."""
    proven = tuple(fact for fact in world.activities if fact.is_proven)
    return Source(world, replace(world, activities=proven), form, language)


def draft_section(source: Source, section: SectionFact) -> SectionDraft:
    """The draft of a section in the report's language; French reports are drafted in English."""
    with translation.override("da" if source.language == "da" else "en"):
        passages, gaps = CONTENT.get(section.key, _nothing)(source, section)
        more, missing = _activities(source, section)
        return SectionDraft(section.key, (*passages, *more), (*gaps, *missing))


Content = tuple[list[Passage], list[Gap]]


def _nothing(source: Source, section: SectionFact) -> Content:
    return [], []


def _activities(source: Source, section: SectionFact) -> Content:
    found = source.activities_in(section)
    passages = [told(fact, source.world, source.language) for fact in found if fact.is_proven]
    gaps = [gap for fact in found for gap in gaps_of(fact, source.language)]
    if tells_of_activities(section) and not passages:
        gaps.append(Gap("no_activity", gettext_lazy("No proven activity is told here yet.")))
    return passages, gaps


def _summary(source: Source, section: SectionFact) -> Content:
    """What was done in numbers; each sentence cites the evidence of everything that it counts."""
    facts, world = source.claims.activities, source.claims
    if not facts:
        return [], [Gap("no_activity", gettext_lazy("No proven activity in the period yet."))]
    place, period = one_line(str(world.place.name.shown)), world.period.shown
    text = ngettext(
        "In %(period)s %(place)s carried out %(count)s activity that evidence proves.",
        "In %(period)s %(place)s carried out %(count)s activities that evidence proves.",
        len(facts),
    )
    said = [_sentence(text % {"period": period, "place": place, "count": number(len(facts))}, facts)]
    said += _together(facts)
    people = [fact for fact in facts if fact.reached()]
    if people:
        count = number(sum(fact.reached() for fact in people))
        said.append(_sentence(_("They reached %(count)s people.") % {"count": count}, people))
    said += _most_served(source)
    return [Passage(tuple(said))], []


def _sentence(text: str, facts: list[ActivityFact] | tuple[ActivityFact, ...]) -> Sentence:
    return Sentence(text, tuple(sorted({number for fact in facts for number in fact.proof})))


def _together(facts: tuple[ActivityFact, ...]) -> list[Sentence]:
    joint = [fact for fact in facts if fact.partners]
    abroad = [fact for fact in facts if fact.guests]
    said = []
    if joint:
        partners = {partner.pk for fact in joint for partner in fact.partners}
        text = ngettext("%(count)s partner took part.", "%(count)s partners took part.", len(partners))
        said.append(_sentence(text % {"count": number(len(partners))}, joint))
    if abroad:
        cities = {city.pk for fact in abroad for city in fact.guests}
        text = ngettext(
            "%(activities)s of the activities were carried out with %(count)s other city.",
            "%(activities)s of the activities were carried out with %(count)s other cities.",
            len(cities),
        )
        said.append(_sentence(text % {"activities": number(len(abroad)), "count": number(len(cities))}, abroad))
    return said


def _most_served(source: Source) -> list[Sentence]:
    objectives = source.claims.axis(Axis.OBJECTIVE)
    serving = {
        term.key: [fact for fact in source.claims.activities if term.key in fact.keys(Axis.OBJECTIVE)]
        for term in objectives
    }
    served = [term for term in objectives if serving[term.key]]
    if not served:
        return []
    facts = [fact for fact in source.claims.activities if fact.keys(Axis.OBJECTIVE)]
    words: dict[str, str | int] = {"served": len(served), "all": len(objectives)}
    said = [_sentence(_("They serve %(served)d of the network’s %(all)d objectives.") % words, facts)]
    most = max(served, key=lambda term: len(serving[term.key]))
    words = {"name": quoted(str(most.title.shown)), "count": number(len(serving[most.key]))}
    said.append(_sentence(_("Most of them, %(count)s, serve %(name)s.") % words, serving[most.key]))
    return said


def _general(source: Source, section: SectionFact) -> Content:
    """What identifies the city: from the hub's settings, not claims that need evidence."""
    place = source.world.place
    known = {
        "city_name": str(place.name.shown),
        "creative_field": str(place.field.shown),
        "designation_date": str(place.designated or ""),
        "focal_points": listed(place.focal_points) if place.focal_points else "",
    }
    items, gaps = [], []
    for field in section.fields:
        title, value = str(field.title.shown), known.get(field.key, "")
        if value:
            items.append(Sentence(f"{one_line(title)}: {one_line(value)}"))
        else:
            gaps.append(_untold(title))
    return ([Passage(tuple(items), is_list=True)] if items else []), gaps


def _untold(title: str) -> Gap:
    field = one_line(title)
    return Gap("untold", gettext_lazy("The records don’t say: %(field)s."), subject=field, words=(("field", field),))


def _management(source: Source, section: SectionFact) -> Content:
    """Annual conferences attended, of those with evidence; the rest of the fields is nobody's record."""
    attended = [fact for fact in source.claims.activities if fact.event_kind == ANNUAL_CONFERENCE]
    passages, gaps = [], []
    for field in section.fields:
        title = str(field.title.shown)
        if field.key == "annual_meetings_attended" and attended:
            names = listed(_("%(title)s (%(year)d)") % {"title": str(f.title.shown), "year": f.year} for f in attended)
            words = {"place": one_line(str(source.world.place.name.shown)), "count": len(attended), "names": names}
            text = ngettext(
                "%(place)s took part in %(count)d annual conference: %(names)s.",
                "%(place)s took part in %(count)d annual conferences: %(names)s.",
                len(attended),
            )
            passages.append(Passage((_sentence(text % words, attended),), one_line(title)))
        else:
            gaps.append(_untold(title))
    return passages, gaps


def _ahead(source: Source) -> tuple[ActivityFact, ...]:
    """What a plan tells of: in an activity plan what lies in its period, in a report what comes after it."""
    return source.world.activities if source.form.kind == PLAN else source.world.coming


def _planned(facts: Iterable[ActivityFact]) -> tuple[Sentence, ...]:
    text = _("%(title)s is planned %(when)s.")
    return tuple(
        Sentence(text % {"title": quoted(str(fact.title.shown)), "when": days(fact.first, fact.last)}) for fact in facts
    )


def _plan(source: Source, section: SectionFact) -> Content:
    """What is planned for the time after the period, and what no activity serves yet: plans, not claims."""
    passages, ahead = [], _ahead(source)
    if ahead:
        passages.append(Passage(_planned(ahead), _("Planned activities"), is_list=True))
    if empty := _empty_fields(source.claims):
        passages.append(Passage(tuple(empty), _("What the plan takes up"), is_list=True))
    passages += [replace(passage, heading=_("Budget")) for passage in _budget(source, section)[0]]
    gaps = [] if ahead else [Gap("no_plan", gettext_lazy("No accepted activity lies after the period."))]
    return passages, gaps


def _plan_of(source: Source, *, is_abroad: bool) -> Content:
    found = [fact for fact in _ahead(source) if bool(fact.guests) == is_abroad]
    gaps = [] if found else [Gap("no_plan", gettext_lazy("No accepted activity of this kind lies in the period."))]
    return ([Passage(_planned(found), is_list=True)] if found else []), gaps


def _plan_here(source: Source, section: SectionFact) -> Content:
    return _plan_of(source, is_abroad=False)


def _plan_abroad(source: Source, section: SectionFact) -> Content:
    return _plan_of(source, is_abroad=True)


def _principle(source: Source, section: SectionFact) -> Content:
    said = Sentence(_("The plan gathers activities that are expected to happen anyway."))
    empty = _empty_fields(source.world)
    passages = [Passage((said,))]
    return passages + ([Passage(tuple(empty), _("What the plan takes up"), is_list=True)] if empty else []), []


def _budget(source: Source, section: SectionFact) -> Content:
    """What the planned activities are to cost, of those that say so."""
    said = []
    for name, text in (
        ("money_planned", _("The planned activities are budgeted at %(value)s.")),
        ("hours_planned", _("%(value)s hours are planned for them.")),
    ):
        given = [value for fact in _ahead(source) if (value := fact.measure(name)) is not None]
        said += [Sentence(text % {"value": number(total(given))})] if given else []
    gaps = [] if said else [Gap("no_plan", gettext_lazy("No planned activity says what it will cost."))]
    return ([Passage(tuple(said))] if said else []), gaps


def _empty_fields(world: World) -> list[Sentence]:
    by_priority: dict[str, list[str]] = {}
    for row, column in empty_pairs(world, Axis.PRIORITY, Axis.OBJECTIVE):
        by_priority.setdefault(str(row.title.shown), []).append(quoted(str(column.title.shown)))
    text = _("No activity serves the priority %(priority)s together with %(objectives)s yet.")
    return [
        Sentence(text % {"priority": quoted(priority), "objectives": listed(objectives)})
        for priority, objectives in by_priority.items()
    ]


def _resources(source: Source, section: SectionFact) -> Content:
    facts = source.claims.activities
    said = []
    for name, text in (
        ("money_spent", _("%(value)s was spent on %(count)s activities that say what they cost.")),
        ("hours_spent", _("%(value)s hours went into %(count)s activities that say so.")),
    ):
        given = [fact for fact in facts if fact.measure(name) is not None]
        if given:
            value = number(total(fact.measure(name) for fact in given))
            said.append(_sentence(text % {"value": value, "count": number(len(given))}, given))
    gaps = [] if said else [Gap("untold", gettext_lazy("No proven activity says what was spent."))]
    return ([Passage(tuple(said))] if said else []), gaps


CONTENT: dict[str, Callable[[Source, SectionFact], Content]] = {
    "executive_summary": _summary,
    "summary": _summary,
    "general_information": _general,
    "global_management": _management,
    "action_plan": _plan,
    "next_year": _plan,
    "economy": _resources,
    "principle": _principle,
    "planned_local": _plan_here,
    "planned_international": _plan_abroad,
    "budget": _budget,
}
