"""The main paths with the keyboard alone; the focus is seen at every step."""

import pytest

from tests.browser import kinds
from tests.browser.focus import here, step, tab_through, tab_to

WIDTHS = (360, 1440)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", kinds.all_kinds())
def test_everything_is_reached_and_seen_by_tab(shared_windows, hub, kind, width):
    stop = hub.stops[kind]["en"]
    if stop.reason:
        pytest.skip(f"no page: {stop.reason}")
    visit = shared_windows.window("en", stop.role, width=width)
    visit.go_to(kind, "en")
    faults = tab_through(visit.page)
    assert not faults, "\n".join([stop.address, *faults])


@pytest.mark.parametrize("language", kinds.LANGUAGES)
def test_skip_link_is_first_and_leads_to_the_content(fresh, language):
    visit = fresh.window(language, width=360)
    visit.go_to("page partners.PartnerIndexPage", language)
    first = step(visit.page)
    assert (first.href, first.faults()) == ("#main", [])
    step(visit.page, "Enter")
    assert visit.page.evaluate("document.activeElement.id") == "main"
    step(visit.page)
    assert visit.page.evaluate("Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("width", WIDTHS)
def test_language_switch_leads_to_the_same_page_in_the_other_language(fresh, width):
    visit = fresh.window("en", width=width)
    visit.go_to("fullest record partners.Partner", "en")
    _open_menu_if_folded(visit.page, "header a[hreflang=da]")
    tab_to(visit.page, "header a[hreflang=da]")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**" + visit.site.stops["fullest record partners.Partner"]["da"].address)
    assert visit.page.evaluate("document.documentElement.lang") == "da"


@pytest.mark.parametrize("width", WIDTHS)
def test_menu_leads_to_every_list(fresh, width):
    visit = fresh.window("en", width=width)
    visit.go_to("page hub.HomePage", "en")
    address = visit.site.stops["page events.EventIndexPage"]["en"].address
    link = f"header nav a[href='{address}']"
    _open_menu_if_folded(visit.page, link)
    tab_to(visit.page, link)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**" + address)
    assert visit.page.locator(f"{link}[aria-current]").count() == 1


def _open_menu_if_folded(page, link):
    """Where ``link`` is folded away in the header, open what folds it, with the keyboard."""
    if page.locator(link).first.is_visible():
        return
    tab_to(page, "header summary, header button[aria-expanded], header button[popovertarget]")
    page.keyboard.press("Enter")
    page.locator(link).first.wait_for(state="visible")
    assert here(page).faults() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_directory_is_narrowed_and_a_record_opened(fresh, width):
    visit = fresh.window("en", width=width)
    page = visit.page
    visit.go_to("page partners.PartnerIndexPage", "en")
    before = page.locator("#count").inner_text()
    if not page.locator("input[name=sector]").first.is_visible():
        tab_to(page, "main summary")
        page.keyboard.press("Enter")
    tab_to(page, "input[name=sector][value=business]")
    page.keyboard.press("Space")
    assert page.locator("input[name=sector][value=business]").is_checked()
    tab_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**sector=business**")
    assert page.locator("#count").inner_text() != before
    card = tab_to(page, ".cards a")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + card.href)
    assert page.locator("h1").inner_text().casefold() == card.text.casefold()


PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("width", WIDTHS)
def test_theme_is_switched_and_remembered_without_a_cookie(fresh, width):
    visit = fresh.window("en", width=width)
    page = visit.page
    visit.go_to("page hub.HomePage", "en")
    light = page.evaluate(PAPER)
    _open_menu_if_folded(page, "[data-theme-switch]")
    tab_to(page, "[data-theme-switch]")
    page.keyboard.press("Enter")
    dark = page.evaluate(PAPER)
    assert dark != light
    assert here(page).faults() == []
    visit.go_to("page partners.PartnerIndexPage", "en")
    assert page.evaluate(PAPER) == dark
    assert page.context.cookies() == []


def test_search_box_suggests_and_leads_to_a_record(fresh, hub):
    if "view search:results" not in hub.stops:
        pytest.skip("this hub has no search page yet")
    visit = fresh.window("en")
    page = visit.page
    visit.go_to("page hub.HomePage", "en")
    tab_to(page, "input[role=combobox]")
    page.keyboard.type("anim", delay=30)
    page.locator("[role=option]").first.wait_for(state="visible")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    active = "document.activeElement.getAttribute('aria-activedescendant')"
    assert page.evaluate(active) == chosen.get_attribute("id")
    assert here(page).faults() == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/en/"))
    assert page.locator("h1").count() == 1
    assert visit.watch.faults() == []


def test_month_is_left_for_the_next_and_an_event_opened(fresh):
    visit = fresh.window("en")
    page = visit.page
    visit.go_to("state calendar of a month", "en")
    before = page.locator("table caption").inner_text()
    tab_to(page, ".month__ways a")
    page.keyboard.press("Enter")
    page.wait_for_url("**month=**")
    assert page.locator("table caption").inner_text() != before
    visit.go_to("state calendar of a month", "en")
    event = tab_to(page, ".month__entries a")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + event.href)


@pytest.mark.parametrize(
    ("extra", "faults"),
    [
        ("", []),
        ("<style>a {outline: none}</style>", ["focus has no focus ring: "]),
        ("<style>a {position: fixed; left: -99px}</style>", ["focus is outside the window: "]),
        ("<div style='position: fixed; inset: 0; background: #fff'>over</div>", ["focus is covered by <div"]),
        (
            "<script>document.querySelector('a').onfocus = (event) => event.target.blur()</script>",
            ["nothing can be reached"],
        ),
    ],
)
def test_tabbing_finds_what_hides_or_loses_the_focus(fresh, extra, faults):
    visit = fresh.window("en", service_workers="block")
    visit.show(f"<!doctype html><title>A</title><link rel=icon href=data:,><a href='/en/'>one</a>{extra}")
    found = tab_through(visit.page)
    assert len(found) == len(faults)
    assert all(text.startswith(start) for text, start in zip(found, faults, strict=True))
