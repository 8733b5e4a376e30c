"""Readers without scripts, without styles, with forced colours, with little motion, and on paper."""

import pytest

from tests.browser import checks, kinds, reading


@pytest.mark.parametrize("kind", kinds.all_kinds())
def test_page_holds_for_every_reader(shared_windows, hub, axe, kind):
    assert kind in hub.stops
    stop = hub.stops[kind]["en"]
    if stop.reason:
        pytest.skip(f"no page: {stop.reason}")
    plain = shared_windows.window("en", stop.role, java_script_enabled=False)
    plain.go_to(kind, "en")
    whole = shared_windows.window("en", stop.role)
    whole.go_to(kind, "en")
    page = whole.page
    faults = {
        "without scripts": reading.lost(reading.read(page), reading.read(plain.page)),
        "motion": reading.endless_motion(page),
        "forced colours": reading.with_forced_colours(page),
        "paper": [*reading.on_paper(page), *checks.axe_faults(page, axe, ["color-contrast"])],
        "without styles": reading.without_styles(page),
    }
    found = [f"{way}: {fault}" for way, several in faults.items() for fault in several]
    assert not found, "\n".join([stop.address, *found])


BARE = """<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,"></head><body>
<a class="skip-link" href="#main">Skip</a><header><a href="/en/">Home</a><a href="/en/a/">A</a></header>
<main id="main" tabindex="-1"><h1>A page</h1>
<p>Ten words that stay here whether scripts run or not.</p>{main}</main>
<footer>End</footer></body></html>"""


@pytest.fixture
def show(shared_windows):
    """Shows a made-up page, with or without scripts, and gives it."""
    opened = []

    def shown(main="", **options):
        visit = shared_windows.window("en", service_workers="block", **options)
        opened.append(visit)
        visit.show(BARE.format(main=main))
        return visit.page

    yield shown
    for visit in opened:
        visit.page.unroute_all()


SPIN = "<style>@keyframes spin {to {rotate: 1turn}} p {animation: spin 1s infinite}</style>"
NO_RING = "<style>a {outline: none !important; box-shadow: 0 0 3px blue}</style>"
OWN_WHITE = "<svg><style>text {forced-color-adjust: none; fill: #fff}</style><text y='9'>A</text></svg>"
NO_HEADING = "<style>@media print {h1 {display: none}}</style>"
LATE_HEADER = "<script>onload = () => document.body.append(document.querySelector('header'))</script>"
LATE_HEADING = "<script>document.querySelector('h1').remove()</script><h2>B</h2>"


@pytest.mark.parametrize(
    ("check", "extra", "fault"),
    [
        (reading.endless_motion, SPIN, "never comes to rest: spin"),
        (reading.with_forced_colours, NO_RING, "focus has no focus ring"),
        (reading.with_forced_colours, OWN_WHITE, "text in the colour of the paper: A"),
        (reading.on_paper, "<footer><nav>Menu</nav></footer>", "printed: <nav"),
        (reading.on_paper, "<style>body {background: #111}</style>", "paper is printed rgb(17"),
        (reading.on_paper, NO_HEADING, "the heading is not printed"),
        (reading.without_styles, '<svg aria-hidden="true"></svg>', "drawing without a width"),
        (reading.without_styles, LATE_HEADING, "main begins with H2"),
        (reading.without_styles, LATE_HEADER, "skip link, header, main and footer stand"),
    ],
)
def test_ways_of_reading_find_their_faults(show, check, extra, fault):
    calm = "<style>.skip-link {display: block} @media print {.skip-link {display: none}}</style>"
    assert check(show(calm)) == []
    found = check(show(calm + extra))
    assert found
    assert all(text.startswith(fault) for text in found)


@pytest.mark.parametrize(
    ("main", "fault"),
    [
        ('<script>document.querySelector("main").innerHTML += "<a href=/x/>X</a>"</script>', "lost link: /x/"),
        ('<script>document.querySelector("main").innerHTML += "<h2>More</h2>"</script>', "lost heading: More"),
        ('<button type="button">Press</button>', "dead button: "),
        ("<noscript><style>p {display: none}</style></noscript>", "2 words of 12"),
    ],
)
def test_what_scripts_alone_give_is_found(show, main, fault):
    whole = reading.read(show(main))
    plain = reading.read(show(main, java_script_enabled=False))
    found = reading.lost(whole, plain)
    assert len(found) == 1
    assert found[0].startswith(fault)
