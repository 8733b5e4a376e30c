"""The hand-made feeds, and what each of them says: one line for each event, then what was noticed."""

import datetime as dt
from pathlib import Path

from events.intake.window import Terms
from hub.geography import zone_names

FOLDER = Path(__file__).resolve().parent / "feeds"
TERMS = Terms(zone="Europe/Copenhagen", today=dt.date(2027, 3, 1), zones=zone_names())


def line_of(entry):
    """An entry in short: title, first and last moment, zone, and what is out of the ordinary."""
    facts = entry.facts
    parts = [
        facts.title,
        f"{facts.start_date} {facts.start_time[:5]}".strip(),
        f"{facts.end_date} {facts.end_time[:5]}".strip(),
        facts.timezone,
        *([facts.status] if facts.status != "scheduled" else []),
        *([facts.attendance] if facts.attendance != "onsite" else []),
    ]
    return " | ".join(parts)


# File → events, then notes after a dash; an exclamation mark: it can't be read, and why.
EXPECTED: dict[str, list[str]] = {
    "apple_allday_duration.ics": ["Two days | 2027-05-20 | 2027-05-21 | Europe/Copenhagen"],
    "apple_allday_no_end.ics": ["One day | 2027-05-20 | 2027-05-20 | Europe/Copenhagen"],
    "apple_floating.ics": ["Floating | 2027-05-20 19:00 | 2027-05-20 20:30 | Europe/Copenhagen"],
    "apple_prefixed_zone.ics": ["Screening | 2027-05-20 19:00 | 2027-05-20 21:00 | Europe/London"],
    "bad_rule.ics": [
        "Every second | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen",
        "Never | 2027-05-20 20:00 | 2027-05-20 | Europe/Copenhagen",
        "- bad_rule",
    ],
    "bad_start.ics": ["Good | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen", "- bad_time"],
    "bad_times.json": [
        "Backwards | 2027-05-20 12:00 | 2027-05-20 | Europe/Copenhagen",
        "- bad_time",
        "- end_before_start",
        "- no_start",
        "- no_title",
    ],
    "bom.ics": ["Mærke | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "bomb.xml": ["! not_a_feed"],
    "clock_change.ics": [
        "Across | 2027-03-26 17:00 | 2027-03-26 18:00 | Europe/Copenhagen",
        "Across | 2027-04-02 17:00 | 2027-04-02 18:00 | Europe/Copenhagen",
        "In the gap | 2027-03-28 03:30 | 2027-03-28 04:30 | Europe/Copenhagen",
    ],
    "comment_and_comma.htm": ["Sloppy | 2027-05-20 | 2027-05-20 | Europe/Copenhagen", "- no_uid"],
    "cr_only.ics": ["Old Mac | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "cut_off.ics": ["Whole | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen", "- cut_off", "- not whole"],
    "date_without_value.ics": ["Undeclared | 2027-05-20 | 2027-05-21 | Europe/Copenhagen"],
    "doubles.ics": [
        "New | 2027-05-20 20:00 | 2027-05-20 | Europe/Copenhagen",
        "Twin | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen",
        "- double",
    ],
    "empty.ics": [],
    "end_before_start.ics": [
        "Backwards | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen",
        "Backward days | 2027-05-20 | 2027-05-20 | Europe/Copenhagen",
        "- end_before_start",
    ],
    "events_calendar_list.htm": [
        "Café night | 2027-05-20 19:00 | 2027-05-20 21:00 | Europe/Copenhagen",
        "Fair | 2027-06-01 | 2027-06-02 | Europe/Copenhagen",
    ],
    "events_calendar_wordpress.ics": ["Fest & night – Braga | 2027-05-20 21:00 | 2027-05-21 01:00 | Europe/Lisbon"],
    "folded_in_letter.ics": ["Fødselsdag på Ærø | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "google_allday.ics": ["Three days | 2027-06-01 | 2027-06-03 | Asia/Seoul"],
    "google_cancelled_occurrence.ics": [
        "Friday | 2027-03-05 19:00 | 2027-03-05 20:00 | Asia/Seoul",
        "Friday | 2027-03-12 19:00 | 2027-03-12 20:00 | Asia/Seoul | cancelled",
    ],
    "google_recurring_until_date.ics": [
        "Friday | 2027-03-05 19:00 | 2027-03-05 20:00 | Asia/Seoul",
        "Friday | 2027-03-12 19:00 | 2027-03-12 20:00 | Asia/Seoul",
        "Friday | 2027-03-19 19:00 | 2027-03-19 20:00 | Asia/Seoul",
    ],
    "google_tentative.ics": ["Perhaps | 2027-05-20 19:00 | 2027-05-20 | Asia/Seoul"],
    "google_utc_with_zone.ics": ["Media art night | 2027-05-20 19:00 | 2027-05-20 21:00 | Asia/Seoul"],
    "graph.htm": ["Graph festival | 2027-09-01 | 2027-09-05 | Europe/Copenhagen"],
    "hostile.json": ["List | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "hostile_texts.ics": ["Titlegnp | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "iso_dates.ics": ["Dashes | 2027-05-20 19:00 | 2027-05-20 20:30 | Europe/Copenhagen"],
    "item_list.json": ["Film | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "latin1.ics": ["Køb øl på ærø | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "lf_only.ics": ["Line feeds | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "login_page.htm": ["! no_event_data"],
    "meetup.ics": ["Blender meetup | 2027-05-20 18:00 | 2027-05-20 20:00 | Europe/Copenhagen"],
    "meetup_online_location.ics": ["Remote | 2027-05-20 18:00 | 2027-05-20 | Europe/Copenhagen | online"],
    "nextcloud_categories_conference.ics": [
        "Online talk | 2027-05-20 19:00 | 2027-05-20 20:00 | Europe/Paris | online"
    ],
    "nextcloud_lic_location.ics": ["Enghien | 2027-05-20 19:00 | 2027-05-20 20:00 | Europe/Paris"],
    "nextcloud_private.ics": ["Public | 2027-05-20 12:00 | 2027-05-20 | Europe/Copenhagen", "- private"],
    "nextcloud_rdate.ics": [
        "Irregular | 2027-04-01 19:00 | 2027-04-01 20:00 | Europe/Paris",
        "Irregular | 2027-04-08 19:00 | 2027-04-08 20:00 | Europe/Paris",
        "Irregular | 2027-04-20 18:00 | 2027-04-20 19:00 | Europe/Paris",
    ],
    "no_json_ld.htm": ["! no_event_data"],
    "no_start.ics": ["Good | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen", "- no_start"],
    "no_title.ics": ["- no_title"],
    "no_uid.ics": [
        "No name | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen",
        "Other | 2027-05-21 19:00 | 2027-05-21 | Europe/Copenhagen",
        "- no_uid",
    ],
    "one_bad_script.htm": ["Fine | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen", "- bad_data", "- not whole"],
    "online_and_statuses.json": [
        "Moved online | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen | online",
        "Off | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen | cancelled",
        "Later | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen | postponed",
        "Both | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen | mixed",
    ],
    "other_json.json": ["! no_event_data"],
    "outlook_allday_flag.ics": ["Open house | 2027-06-11 | 2027-06-12 | Europe/Copenhagen"],
    "outlook_alt_desc.ics": ["Talk | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "outlook_canceled_title.ics": ["Reception | 2027-05-20 19:00 | 2027-05-20 20:00 | Europe/Copenhagen | cancelled"],
    "outlook_custom_seoul.ics": ["Elsewhere | 2027-07-15 12:00 | 2027-07-15 13:00 | Europe/Copenhagen"],
    "outlook_custom_zone.ics": ["Custom zone | 2027-07-15 19:00 | 2027-07-15 20:00 | Europe/Copenhagen"],
    "outlook_method_cancel.ics": [
        "Gone | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen | cancelled",
        "- not whole",
    ],
    "outlook_romance.ics": ["Festival | 2027-07-01 10:00 | 2027-07-01 12:00 | Europe/Paris"],
    "outlook_series_override.ics": [
        "Weekly | 2027-03-15 17:00 | 2027-03-15 18:00 | Europe/Berlin",
        "Weekly (later) | 2027-03-30 19:00 | 2027-03-30 20:00 | Europe/Berlin",
        "Weekly | 2027-04-05 17:00 | 2027-04-05 18:00 | Europe/Berlin",
    ],
    "outlook_tzone_utc.ics": ["Microsoft UTC | 2027-05-20 19:00 | 2027-05-20 20:00 | Europe/Copenhagen"],
    "outlook_unquoted_name.ics": ["No quotes | 2027-12-15 19:00 | 2027-12-15 20:00 | Europe/Copenhagen"],
    "outlook_utc_display_name.ics": ["Display name | 2027-12-15 19:00 | 2027-12-15 20:00 | Europe/Copenhagen"],
    "outlook_windows_zone.ics": ["Animation night | 2027-05-20 19:00 | 2027-05-20 21:30 | Europe/Berlin"],
    "override_without_master.ics": ["Alone | 2027-05-20 20:00 | 2027-05-20 | Europe/Copenhagen"],
    "plain.txt": ["! not_a_feed"],
    "raw_line_breaks.ics": ["Raw breaks | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "same_url_occurrences.json": [
        "Tour | 2027-05-20 12:00 | 2027-05-20 | Europe/Copenhagen",
        "Tour | 2027-05-27 12:00 | 2027-05-27 | Europe/Copenhagen",
    ],
    "series_with_bad_exdate.ics": [
        "Series | 2027-04-01 17:00 | 2027-04-01 18:00 | Europe/Copenhagen",
        "Series | 2027-04-03 17:00 | 2027-04-03 18:00 | Europe/Copenhagen",
        "- bad_time",
    ],
    "this_and_future.ics": [
        "Course | 2027-04-01 17:00 | 2027-04-01 18:00 | Europe/Copenhagen",
        "Course (new hall) | 2027-04-08 19:00 | 2027-04-08 20:00 | Europe/Copenhagen",
        "Course (new hall) | 2027-04-15 19:00 | 2027-04-15 20:00 | Europe/Copenhagen",
    ],
    "two_calendars.ics": [
        "First | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen",
        "Second | 2027-05-21 19:00 | 2027-05-21 | Europe/Copenhagen",
    ],
    "unknown_parts.ics": ["Only this | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
    "unknown_zone.ics": ["Mars | 2027-05-20 19:00 | 2027-05-20 20:00 | Europe/Copenhagen", "- unknown_zone"],
    "utf16.ics": ["Seksten | 2027-05-20 19:00 | 2027-05-20 | Europe/Copenhagen"],
}
