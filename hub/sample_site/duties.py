"""How the application came about, and what membership asks of the city."""

from hub.models import ContentPage
from hub.sample_site.facts import NOTE_SOURCE, NOTHING, Both, both
from hub.sample_site.writer import BodyWriter, bullets, heading, paragraphs, together
from hub.seed_files import facts
from hub.site_tree import PagePlan

UNCERTAIN: Both = ("Koblingen mellem dato og tekst er usikker.", "The link between date and text is uncertain.")


def process() -> PagePlan:
    """The process plan, with what is uncertain about it said where it is shown."""
    seed = facts("seed")
    body = BodyWriter()
    body.text(
        paragraphs(
            (
                "Planen viser vejen fra det første besøg til svaret på ansøgningen.",
                "The plan shows the way from the first visit to the answer to the application.",
            ),
            both(seed["process_plan_note"]),
            (
                f"Vi regner med, at året er {seed['year_of_note']['inferred']}, men det er en slutning: "
                "Noten omtaler 2019 som nutid og svaret som forventet i november.",
                f"We take the year to be {seed['year_of_note']['inferred']}, but that is inferred: "
                "the note speaks of 2019 as the present and of the answer as expected in November.",
            ),
        )
    )
    rows = [(both(row["date_text"]), both(row["title"]), _frame_text(row)) for row in seed["process_plan"]]
    body.timeline(("Trin for trin", "Step by step"), rows)
    body.sources(NOTE_SOURCE)
    lead = (
        "De fem trin i notens plan for ansøgningen, og hvad vi ikke ved om dem.",
        "The five steps of the note’s plan for the application, and what we do not know about them.",
    )
    return body.plan(ContentPage, ("processen", "the-process"), ("Procesplanen", "The process plan"), lead)


def _frame_text(row: dict[str, object]) -> Both:
    place = both(row["body"]) if row["body"] else NOTHING  # type: ignore[arg-type]
    if row["mapping"] != "uncertain":
        return place
    da, en = (f"{text}. {note}" if text else note for text, note in zip(place, UNCERTAIN, strict=True))
    return da, en


def obligations() -> PagePlan:
    """What the note says that membership asks, and what public sources say of the network's commitments."""
    seed, uccn = facts("seed"), facts("uccn")
    levels = {row["key"]: both(row) for row in seed["obligation_levels"]}
    body = BodyWriter()
    body.text(
        paragraphs(
            (
                "Noten regner op, hvad medlemskabet vil kræve af byen. Den skelner mellem det, der skal gøres, det, "
                "der er regnet med, og det, der anbefales.",
                "The note lists what membership will ask of the city. It tells apart what must be done, what is "
                "counted on and what is recommended.",
            )
        )
    )
    body.table(
        ("Forpligtelserne ifølge noten", "The obligations according to the note"),
        [
            ("text", ("Forpligtelse", "Obligation")),
            ("text", ("Indhold", "What it means")),
            ("text", ("Vægt", "Weight")),
        ],
        [[both(row["title"]), both(row["text"]), levels[row["level"]]] for row in seed["obligations"]],
    )
    _network_commitments(body)
    _plan_and_budget(body)
    commitments = [row["source"] for row in uccn["commitments"] if row["verified"]]
    body.sources(NOTE_SOURCE, uccn["membership"]["source"], *commitments)
    lead = (
        "Hvad byen har sagt ja til som medlem af netværket.",
        "What the city has agreed to as a member of the network.",
    )
    return body.plan(ContentPage, ("forpligtelser", "obligations"), ("Forpligtelser", "Obligations"), lead)


def _network_commitments(body: BodyWriter) -> None:
    uccn = facts("uccn")
    membership, years = uccn["membership"], uccn["monitoring_report"]["viborg_due_years"]["years"]
    first, *middle, last = (str(year) for year in years)
    body.text(
        heading(("Hvad netværket beder om", "What the network asks")),
        paragraphs(
            (
                "Offentlige kilder nævner disse fælles forpligtelser for medlemsbyerne, gengivet med egne ord:",
                "Public sources name these commitments, shared by the member cities and put in our own words:",
            )
        ),
        bullets(*(both(row, "title") for row in uccn["commitments"] if row["verified"])),
        paragraphs(
            both(membership, "duration"),
            (
                "Teksten om varighed stammer fra en side, der er ældre end ordningen med rapporter hvert fjerde år; "
                "den nuværende ordlyd har vi ikke set.",
                "The text on duration comes from a page older than the reports every four years; we have not seen "
                "the present wording.",
            ),
            (
                f"Regnet fra optagelsen i 2019 falder Viborgs rapporter i {', '.join([first, *middle])} og {last}. "
                "Det er vores udregning.",
                f"Counted from the designation in 2019, Viborg’s reports fall in {', '.join([first, *middle])} and "
                f"{last}. That is our own calculation.",
            ),
        ),
    )


def _plan_and_budget(body: BodyWriter) -> None:
    seed = facts("seed")
    plan = seed["activity_plan"]
    examples = [
        tuple(f"{row['kind'][code]}: {row['example'][code]}" for code in ("da", "en")) for row in plan["examples"]
    ]
    body.accordion(
        ("Plan og ramme", "Plan and frame"),
        [
            (
                ("Hvad skal aktivitetsplanen indeholde?", "What goes into the activity plan?"),
                together(paragraphs(both(plan["principle"])), bullets(*((da, en) for da, en in examples))),
            ),
            (
                ("Hvad er der regnet med i rammen?", "What does the financial frame count?"),
                bullets(*(both(row) for row in seed["budget_lines"])),
            ),
        ],
    )
