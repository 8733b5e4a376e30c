"""What the network is, why Viborg applied, and what Kolding says of its membership."""

from hub.models import ContentPage
from hub.sample_site.facts import NOTE_SOURCE, Both, both
from hub.sample_site.writer import BodyWriter, bullets, heading, paragraphs
from hub.seed_files import facts
from hub.site_tree import PagePlan


def why() -> PagePlan:
    """Why Creative Cities: the expected benefits and the network itself."""
    uccn, seed = facts("uccn"), facts("seed")
    body = BodyWriter()
    body.text(
        heading(("Hvad Viborg ventede sig", "What Viborg expected")),
        paragraphs(
            (
                "Kommunens baggrundsnotat nævner, hvad en plads i netværket ventes at give:",
                "The municipality’s background note names what a place in the network is expected to give:",
            )
        ),
        bullets(*(both(row) for row in seed["expected_benefits"])),
    )
    _network(body)
    objectives = [row for row in uccn["objectives"] if row["verified"]]
    body.accordion(
        ("Netværkets seks mål", "The six objectives of the network"),
        [(both(row, "title"), paragraphs(both(row, "description"))) for row in objectives],
    )
    body.text(
        heading(("Hvad kendetegner en mediekunstby?", "What marks a city of media arts?")),
        bullets(*(both(row, "text") for row in uccn["media_arts_criteria"])),
    )
    _uncertain_peers(body)
    body.sources(
        NOTE_SOURCE,
        uccn["network"]["source"],
        uccn["media_arts_criteria_source"],
        *(row["source"] for row in objectives),
    )
    lead = (
        "Hvad UNESCOs netværk for kreative byer er, og hvorfor Viborg ville være med.",
        "What the UNESCO Creative Cities Network is and why Viborg wanted to join.",
    )
    slugs = ("hvorfor-kreative-byer", "why-creative-cities")
    return body.plan(ContentPage, slugs, ("Hvorfor kreative byer?", "Why Creative Cities?"), lead)


def _network(body: BodyWriter) -> None:
    uccn = facts("uccn")
    network = uccn["network"]
    fields = [row for row in uccn["creative_fields"] if row["verified"]]
    body.text(
        heading(("Netværket kort fortalt", "The network in brief")),
        paragraphs(
            (
                f"UNESCOs netværk for kreative byer begyndte i {network['founded']}. I oktober 2025 havde det "
                f"{network['cities']} byer i mere end 100 lande. Hver by er optaget inden for ét kreativt område.",
                f"The UNESCO Creative Cities Network began in {network['founded']}. In October 2025 it had "
                f"{network['cities']} cities in more than 100 countries. Each city is designated in one creative "
                "field.",
            ),
            ("De kreative områder er:", "The creative fields are:"),
        ),
        bullets(*(both(row, "title") for row in fields)),
    )
    unknown: Both = ("ikke oplyst", "not stated")
    body.table(
        ("Netværkets vækst", "The growth of the network"),
        [("text", ("År", "Year")), ("number", ("Byer", "Cities")), ("number", ("Lande", "Countries"))],
        [
            [_number(row["year"]), _number(row["cities"]), _number(row["countries"]) if row["countries"] else unknown]
            for row in network["growth"]
        ],
    )


def _number(value: int) -> Both:
    return str(value), str(value)


def _uncertain_peers(body: BodyWriter) -> None:
    claim = facts("seed")["application"]["peer_cities_claimed"]
    number = claim["value"]
    body.text(
        heading(("Hvad kilderne ikke er enige om", "What the sources do not agree on")),
        paragraphs(
            (
                f"Noten skriver, at Viborg ville komme til at stå blandt {number} andre kreative byer.",
                f"The note says that Viborg would stand among {number} other creative cities.",
            ),
            both(claim["note"]),
        ),
    )


def kolding() -> PagePlan:
    """What Kolding, the first Danish city in the network, got out of it."""
    seed = facts("seed")
    row, city = seed["kolding"], next(city for city in facts("cities")["cities"] if city["name"] == "Kolding")
    body = BodyWriter()
    body.text(
        paragraphs(
            (
                f"Kolding blev optaget i {row['year']} inden for design.",
                f"Kolding was designated in {row['year']} in the field of design.",
            ),
            both(row["status"]),
            (
                "Baggrundsnotatet ser på Koldings erfaringer. Sådan gengiver det dem:",
                "The background note looks at Kolding’s experience. This is how it puts it:",
            ),
        ),
        bullets(*(both(benefit) for benefit in row["benefits"])),
        paragraphs(
            (
                "Erfaringerne er notens gengivelse fra før Viborgs egen ansøgning, ikke en måling.",
                "These are the note’s words from before Viborg’s own application, not a measurement.",
            )
        ),
    )
    body.sources(NOTE_SOURCE, city["source"])
    lead = (
        "Den første danske by i netværket, og hvad den fik ud af det.",
        "The first Danish city in the network and what it gained.",
    )
    slugs = ("koldings-erfaringer", "koldings-experience")
    return body.plan(ContentPage, slugs, ("Koldings erfaringer", "Kolding’s experience"), lead)
