"""A visitor from Gwangju: an open call found in three clicks, in local time, followed by a calendar when it moves."""

import datetime as dt
import re

from icalendar import Calendar

TAG, CALL = "projection mapping", "Open call: stories of the city"
STAFF = "communications"
SEOUL = dt.timezone(dt.timedelta(hours=9))


def choose_seoul(visit):
    """The clock of Gwangju, kept in a cookie."""
    visit.go("/en/time-zone/")
    visit.page.locator("main select[name=zone], main input[name=zone]").first.evaluate(
        "(field) => { field.value = 'Asia/Seoul'; }"
    )
    with visit.page.expect_navigation():
        visit.page.locator("main form button[type=submit]").first.click()


def click(visit, name):
    """One click on a link of the page itself."""
    visit.page.get_by_role("main").get_by_role("link", name=re.compile(rf"^{re.escape(name)}$", re.I)).first.click()
    visit.page.wait_for_load_state("load")


def find_the_call(visit):
    """From the home page; gives the number of clicks, and the address of the list on the way."""
    visit.go("/en/")
    click(visit, "All open calls")
    click(visit, TAG)
    narrowed = visit.page.url
    click(visit, CALL)
    return 3, narrowed


def feed_of(visit, list_url):
    """What a calendar gets that follows the list."""
    visit.page.goto(list_url, wait_until="load")
    visit.page.locator("details.subscribe > summary").click()
    address = visit.page.get_by_role("link", name="Subscribe in your calendar").get_attribute("href")
    assert address.startswith("webcal://")
    answer = visit.page.request.get(address.replace("webcal://", "http://"))
    assert answer.status == 200
    return address, entry_in(answer.body())


def entry_in(body):
    entries = Calendar.from_ical(body).walk("VEVENT")
    return next(entry for entry in entries if str(entry["SUMMARY"]) == CALL)


def move_the_call(staff, call, days):
    """As staff do it: in the editor, a later day and the status."""
    staff.go(call)
    staff.page.get_by_role("link", name="Edit", exact=True).click()
    staff.page.wait_for_load_state("load")
    staff.page.get_by_role("tab", name="Facts and relations").click()
    first = staff.page.locator("[name=start_date]")
    later = dt.date.fromisoformat(first.input_value()) + dt.timedelta(days=days)
    first.fill(later.isoformat())
    staff.page.keyboard.press("Escape")
    staff.page.locator("[name=status]").select_option("moved")
    with staff.page.expect_navigation():
        staff.page.locator("[name=action-publish]").evaluate("(button) => button.click()")
    assert not staff.page.locator(".messages .error").count(), staff.page.locator(".messages").inner_text()
    return later


def test_a_call_is_found_in_three_clicks_and_followed_when_it_moves(fresh):
    visit = fresh.window("en", locale="en-GB", timezone_id="Asia/Seoul")
    choose_seoul(visit)
    clicks, narrowed = find_the_call(visit)
    assert clicks <= 3
    call = visit.page.url.removeprefix(visit.site.origin)
    text = visit.page.get_by_role("main").inner_text()
    assert "Deadline in Seoul" in text
    assert "(KST)" in text
    address, before = feed_of(visit, narrowed)
    later = move_the_call(fresh.window("en", STAFF), call, days=7)
    answer = visit.page.request.get(address.replace("webcal://", "http://"))
    after = entry_in(answer.body())
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == later > before["DTSTART"].dt
