"""Stories made of verified facts alone."""

import datetime as dt

from hub.models import StoryIndexPage, StoryPage
from hub.sample_site.facts import Both, activity, both
from hub.sample_site.pictures import walking_figure
from hub.sample_site.writer import BodyWriter, bullets, paragraphs
from hub.site_tree import PagePlan


def index() -> PagePlan:
    """The list of stories."""
    lead = ("Hvad der er sket, fortalt kort og med kilder.", "What has happened, told briefly and with sources.")
    return BodyWriter().plan(StoryIndexPage, ("historier", "stories"), ("Historier", "Stories"), lead, in_menu=True)


def draw_with_denmark() -> PagePlan:
    """#TegnHåb and DrawWith Denmark."""
    hope, trust, green, shown = (
        activity(key) for key in ("draw_hope", "trust", "green_together", "general_conference")
    )
    drawings, countries = (row["value"] for row in hope["results"])
    source = ("se kilderne nederst på siden", "see the sources at the end of the page")
    school = ("The Animation Workshop", "The Animation Workshop")
    body = BodyWriter()
    body.text(
        paragraphs(
            (
                "Den 21. januar 2021 begyndte #TegnHåb i Viborg: Børn tegnede håb under pandemien. Idéen blev delt "
                "med netværkets byer, og tegningerne kom fra mange lande.",
                "On 21 January 2021 #TegnHåb, “draw hope”, began in Viborg: children drew hope during the pandemic. "
                "The idea was shared with the cities of the network, and drawings came from many countries.",
            ),
            (
                "Viborg Kommune stod bag sammen med blandt andre The Drawing Academy og Visuel HF på Viborg "
                "Gymnasium. York var med som by.",
                "Viborg Municipality was behind it with The Drawing Academy and Visuel HF at Viborg Gymnasium among "
                "others. York took part as a city.",
            ),
        )
    )
    body.figures(
        ("Tegninger i tal", "Drawings in numbers"),
        [
            (("3.000", "3,000"), ("tegninger i #TegnHåb", "drawings in #TegnHåb"), source),
            ((str(countries), str(countries)), ("lande i #TegnHåb", "countries in #TegnHåb"), source),
            (("45", "45"), ("lande over tre år", "countries over three years"), school),
        ],
    )
    if drawings != 3000 or green["results"][0]["value"] != 45:
        raise ValueError("The figures of the story are no longer those of the data.")
    body.timeline(
        ("Tre år, tre temaer", "Three years, three themes"),
        [
            (("2021", "2021"), both(hope, "title"), both(hope, "summary")),
            (("2022", "2022"), both(trust, "title"), both(trust, "summary")),
            (("2023", "2023"), both(green, "title"), both(green, "summary")),
            (("16. november 2023", "16 November 2023"), both(shown, "title"), both(shown, "summary")),
        ],
    )
    body.sources(*(row["source"] for row in (hope, trust, green, shown)))
    titles = ("Børn i mange lande tegner med Danmark", "Children in many countries draw with Denmark")
    lead = (
        "Det begyndte med håb i en pandemi og endte på UNESCOs generalkonference.",
        "It began with hope in a pandemic and reached UNESCO’s General Conference.",
    )
    slugs = ("tegn-med-danmark", "draw-with-denmark")
    return body.plan(StoryPage, slugs, titles, lead, date=dt.date(2023, 11, 16), image=walking_figure())


def city_to_city() -> PagePlan:
    """The media arts cities' shared work online."""
    whole, play = activity("city_to_city"), activity("city_to_city_play")
    body = BodyWriter()
    body.text(
        paragraphs(
            both(whole, "summary"),
            (
                "I 2021 hed temaet PLAY!, leg. Tretten kunstnere fra tretten byer arbejdede sammen i tre måneder.",
                "In 2021 the theme was PLAY! Thirteen artists from thirteen cities worked together for three months.",
            ),
            ("Byerne var:", "The cities were:"),
        ),
        bullets(*(_city(name) for name in play["cities"])),
    )
    body.figures(
        ("PLAY! i tal", "PLAY! in numbers"),
        [
            (
                (str(row["value"]), str(row["value"])),
                {"cities": ("byer", "cities"), "artists": ("kunstnere", "artists")}[row["what"]],
                ("City of Media Arts Karlsruhe", "City of Media Arts Karlsruhe"),
            )
            for row in play["results"]
        ],
    )
    body.sources(whole["source"], play["source"])
    titles = ("Tretten byer leger sammen på nettet", "Thirteen cities play together online")
    lead = (
        "Om et kunstnersamarbejde på tværs af mediekunstbyerne.",
        "On an artists’ collaboration across the cities of media arts.",
    )
    return body.plan(StoryPage, ("city-to-city", "city-to-city"), titles, lead, date=dt.date(2022, 2, 11))


def _city(name: str) -> Both:
    return name, name


def inside_out() -> PagePlan:
    """The cathedral as a canvas."""
    show = activity("inside_out")
    body = BodyWriter()
    body.text(
        paragraphs(
            both(show, "summary"),
            (
                "Fra den 30. september 2021 blev værket vist tre gange hver aften: kl. 20.30, 21.30 og 22.30.",
                "From 30 September 2021 the work was shown three times an evening: at 20.30, 21.30 and 22.30.",
            ),
            (
                "Viborg Animation Festival stod bag. Domkirkens mure var lærredet.",
                "Viborg Animation Festival was behind it. The walls of the cathedral were the canvas.",
            ),
        )
    )
    body.web_link(
        ("Læs mere om byens aktiviteter hos kommunen.", "Read more about the city’s activities at the municipality."),
        ("Se aktiviteterne på unesco.viborg.dk", "See the activities at unesco.viborg.dk (in Danish)"),
        "https://unesco.viborg.dk/aktiviteter/",
    )
    body.sources(show["source"])
    titles = ("Da domkirken blev et lærred", "When the cathedral became a canvas")
    lead = (
        "Inside Out lod freskerne indefra leve på ydermurene i mørket.",
        "Inside Out let the frescoes from within come alive on the outer walls in the dark.",
    )
    return body.plan(StoryPage, ("inside-out", "inside-out"), titles, lead, date=dt.date(2021, 9, 30))
