"""What pages do on paper, under a thumb and in the browser's own frame."""


def test_second_tap_in_the_same_place_closes_the_menu(fresh):
    visit = fresh.window("en", width=360)
    page = visit.page
    visit.go_to("page hub.HomePage", "en")
    button = page.locator(".site-menu > summary")
    before = button.bounding_box()
    page.mouse.click(before["x"] + 10, before["y"] + 10)
    assert page.locator(".site-menu[open]").count() == 1
    assert button.bounding_box() == before
    page.mouse.click(before["x"] + 10, before["y"] + 10)
    assert page.locator(".site-menu[open]").count() == 0


def test_theme_switch_paints_the_browser_too(fresh):
    visit = fresh.window("en")
    page = visit.page
    visit.go_to("page hub.HomePage", "en")
    colours = "[...document.querySelectorAll('meta[name=theme-color]')].map((meta) => meta.content)"
    before = set(page.evaluate(colours))
    page.locator("[data-theme-switch]").click()
    after = set(page.evaluate(colours))
    assert (len(before), len(after)) == (1, 1)
    assert before != after
    page.locator("[data-theme-switch]").click()
    assert set(page.evaluate(colours)) == before


def test_paper_takes_a_picture_in_parts_and_shows_what_is_folded_away(fresh):
    visit = fresh.window("en")
    page = visit.page
    visit.go_to("page hub.HomePage", "en")
    page.evaluate(
        """() => {
          const details = document.createElement("details");
          details.append(Object.assign(document.createElement("summary"), { textContent: "More" }));
          details.append(Object.assign(document.createElement("p"), { id: "folded", textContent: "Folded away" }));
          document.querySelector("main").append(details);
        }"""
    )
    breaks = "getComputedStyle(document.querySelector('{}')).breakInside"
    seen = "document.querySelector('#folded').checkVisibility({ contentVisibilityAuto: true })"
    assert not page.evaluate(seen)
    page.emulate_media(media="print")
    page.wait_for_function(seen)
    assert page.evaluate(breaks.format(".graphic")) == "auto"
    assert page.evaluate(breaks.format(".graphic__sheet")) == "avoid"
