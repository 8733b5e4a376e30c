"""The card of a map: seen with the pointer, kept while it is read, gone with Escape (WCAG 1.4.13)."""

import pytest


@pytest.mark.parametrize("width", [360, 1440])
def test_card_is_reached_by_the_pointer_and_goes_with_escape(fresh, width):
    visit = fresh.window("en", width=width)
    page = visit.page
    visit.go_to("page hub.MapPage", "en")
    page.wait_for_selector(".graphic__card", state="attached")
    card, circle = page.locator(".graphic__card"), page.locator(".sheet__links a:visible .touch").first
    circle.hover()
    assert card.is_visible()
    card.hover()
    page.wait_for_timeout(600)
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.mouse.move(1, 1)
    circle.hover()
    assert card.is_visible()
    page.mouse.move(1, 1)
    card.wait_for(state="hidden")
