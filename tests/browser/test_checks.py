"""The checks themselves: each finds the fault it is for, and passes a page that has none."""

import pytest

from tests.browser import checks

GOOD = """<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>A page</h1><p>With a <a href="/en/">link</a> in it.</p>{extra}</main></body></html>"""
ANIMATION = "<style>@keyframes spin {to {rotate: 1turn}} p {animation: spin 1s infinite}</style>"
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
LATE_BOX = """<script>requestAnimationFrame(() => requestAnimationFrame(() => {
    const box = document.createElement("div"); box.style.height = "300px"; document.body.prepend(box);
}))</script>"""


@pytest.fixture
def visit(shared_windows):
    """A window for made-up pages."""
    shown = shared_windows.window("en", width=360, service_workers="block")
    yield shown
    shown.page.unroute_all()


@pytest.mark.parametrize(
    ("check", "extra", "fault"),
    [
        (checks.has_room, '<div style="width: 900px">wide</div>', "scrolls sideways: "),
        (checks.has_one_h1, "<h1>Another</h1>", "has 2 h1"),
        (checks.pictures_have_sizes, f'<img alt="" src="{PIXEL}">', "picture without size: "),
        (checks.pictures_have_sizes, f'<img width="1" height="1" src="{PIXEL}">', "picture without alt: "),
        (checks.pictures_have_sizes, '<img alt="" width="1" height="1" src="data:,">', "picture that can't be shown: "),
        (checks.ids_are_unique, '<p id="a">1</p><p id="a">2</p>', "id twice: a"),
        (checks.nothing_moves, ANIMATION, "moves: spin"),
    ],
)
def test_check_finds_its_fault_and_passes_a_good_page(visit, check, extra, fault):
    visit.show(GOOD.format(extra=""))
    assert check(visit.page) == []
    visit.page.unroute_all()
    visit.show(GOOD.format(extra=extra))
    found = check(visit.page)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_page_without_heading_is_found(visit):
    visit.show(GOOD.format(extra="").replace("h1", "p"))
    assert checks.has_one_h1(visit.page) == ["has 0 h1"]


def test_page_that_lost_its_style_is_found(visit):
    visit.show(GOOD.format(extra="<style>body {margin: 0}</style>"))
    assert checks.is_styled(visit.page) == []
    visit.page.unroute_all()
    visit.show(GOOD.format(extra="<style></style>"))
    assert checks.is_styled(visit.page) == ["has no style", "empty stylesheet: null"]


def test_page_in_another_language_than_asked_for_is_found(visit):
    visit.show(GOOD.format(extra=""))
    assert checks.speaks(visit.page, "en") == []
    assert checks.speaks(visit.page, "da") == ['says it is in "en"']


@pytest.mark.parametrize(
    ("rule", "extra"),
    [
        ("color-contrast", '<p style="color: #999; background: #fff">pale</p>'),
        ("image-alt", f'<img src="{PIXEL}">'),
        ("autocomplete-valid", '<label>Name <input autocomplete="nonsense"></label>'),
        (
            "target-size",
            '<div><button style="all:unset;font-size:8px">a</button><button style="all:unset">b</button></div>',
        ),
        ("heading-order", "<h4>deep</h4>"),
        ("region", "</main><p>outside</p><main hidden>"),
    ],
)
def test_axe_finds_faults_of_every_standard_asked_for(visit, axe, rule, extra):
    visit.show(GOOD.format(extra=extra))
    assert {fault.split()[1] for fault in checks.axe_faults(visit.page, axe)} == {rule}


def test_axe_passes_a_good_page_under_a_strict_policy(visit, axe):
    policy = "default-src 'self'; img-src data:; require-trusted-types-for 'script'"
    visit.show(GOOD.format(extra=""), {"Content-Security-Policy": policy})
    assert checks.axe_faults(visit.page, axe) == []
    assert visit.watch.faults() == []


@pytest.mark.parametrize(
    ("extra", "headers", "fault"),
    [
        ('<script>console.warn("hm")</script>', {}, "console warning: hm"),
        ("<script>nowhere()</script>", {}, "script error: nowhere is not defined"),
        (
            '<img alt="" width="1" height="1" src="http://example.org/a.png">',
            {},
            "asked another host: http://example.org/",
        ),
        ('<img alt="" width="1" height="1" src="/static/none.png">', {}, "answered 404: http://localhost"),
        (
            '<p style="color: red">red</p>',
            {"Content-Security-Policy": "style-src 'self'"},
            "policy: style-src-attr inline",
        ),
        ('<script>alert("boo")</script>', {}, "opened a dialog"),
        (LATE_BOX, {}, "layout shifts by 0."),
    ],
)
def test_watch_hears_what_a_page_lets_slip(visit, extra, headers, fault):
    visit.show(GOOD.format(extra=""), headers)
    assert visit.watch.faults() == []
    visit.page.unroute_all()
    visit.show(GOOD.format(extra=extra), headers)
    assert [found for found in visit.watch.faults() if found.startswith(fault)]
