"""Measures lists and feeds of events beside a bare view. Run: python bench/events.py [events ...]

A feed is measured three times: made anew (after a change, texts of its entries not kept), from kept texts (after a
change elsewhere), and answered with 304 to who has it. Figures: feeds per second of CPU, size, and what one costs as a
ratio to a bare view of the same run.
"""

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.pages import median_ms, queries_of, set_up

SIZES = (100, 10_000)
ANEW_RUNS = 3
PAGES = {
    "list": "/en/events/",
    "month": "/en/events/?view=month",
    "map": "/en/events/?view=map",
    "fits a city": "/en/events/?fits=gwangju",
}
FEEDS = {
    "feed.ics": "/en/events/feed.ics",
    "filtered feed.ics": "/en/events/feed.ics?kind=festival",
    "feed.atom": "/en/events/feed.atom",
    "data.json": "/en/events/data.json",
}


def fill(number: int) -> None:
    """So many events around today: every tenth a festival, every twentieth repeated, three tags, in three cities."""
    from django.utils import timezone

    from events.models import Event, EventKind
    from hub.held import renew
    from hub.models import Tag
    from partners.models import City

    now, today = timezone.now(), timezone.localdate()
    common = {"live": True, "first_published_at": now, "last_published_at": now}
    places = (
        ("Gwangju", "Asia/Seoul", 35.16, 126.85),
        ("York", "Europe/London", 53.96, -1.08),
        ("Viborg", "Europe/Copenhagen", 56.45, 9.4),
    )
    cities = [
        City.objects.get_or_create(
            slug=name.lower(),
            defaults={"title_en": name, "timezone": zone, "latitude": lat, "longitude": lon, **common},
        )[0]
        for name, zone, lat, lon in places
    ]
    festival, _ = EventKind.objects.get_or_create(
        key="festival", defaults={"title_da": "Festival", "title_en": "Festival"}
    )
    tags = [Tag.objects.get_or_create(name=f"tag {n}", slug=f"tag-{n}")[0] for n in range(60)]
    have = Event.objects.count()
    events = []
    for n in range(have, number):
        day, city = today + dt.timedelta(days=n % 2000 - 1000), cities[n % 3]
        event = Event(
            title_en=f"Event {n} of the workshop, with friends",
            title_da=f"Værksted {n}",
            slug=f"event-{n}",
            lead_en="A place where people draw, learn and show moving pictures together. " * 2,
            kind=festival if n % 10 == 0 else None,
            city=city,
            timezone=city.timezone,
            start_date=day,
            start_time=dt.time(17) if n % 3 else None,
            end_time=dt.time(19) if n % 3 else None,
            recurrence="weekly" if n % 20 == 1 else "",
            recurs_count=26 if n % 20 == 1 else None,
            **common,
        )
        events.append(event)
        schedule = event.schedule
        event.last_date = schedule.last_day if schedule else day
        time_of = schedule.on(day) if schedule else None
        event.starts_at, event.ends_at = (time_of.starts, time_of.ends) if time_of else (None, None)
    made = Event.objects.bulk_create(events, batch_size=500)
    through = Event.tags.through
    rows = [through(tag=tags[e.pk * step % 60], content_object=e) for e in made for step in (1, 7, 13)]
    through.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    renew({"directories", "address book"})


def anew_ms(call: Callable[[], object]) -> float:
    """The CPU time of ``call`` when nothing of it is kept, in milliseconds."""
    from events import calendar, schedules
    from hub import held

    times = []
    for _ in range(ANEW_RUNS):
        held.forget_all()
        calendar._entry_text.cache_clear()
        calendar._zone_text.cache_clear()
        schedules._first_days.cache_clear()
        begun = time.process_time()
        call()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def measure(events: int) -> None:
    """Print the lines of one size."""
    from django.test import Client

    client = Client(raise_request_exception=False)
    bare = median_ms(lambda: client.get("/healthz"))
    for name, path in {**PAGES, **FEEDS}.items():
        answer = client.get(path)
        assert answer.status_code == 200, (name, answer.status_code)
        anew = anew_ms(lambda path=path: client.get(path))
        queries = queries_of(lambda path=path: client.get(path))
        kept = median_ms(lambda path=path: client.get(path)) if anew < 300 else anew_kept(client, path)
        size = len(answer.content) / 1024
        line = f"{events:>7}  {name:<18} {queries:>7} {anew:>9.1f} {kept:>9.1f} {kept / bare:>7.1f}"
        line += f" {1000 / kept:>8.1f} {size:>9.1f}"
        if name in FEEDS:
            etag = answer["ETag"]
            known = median_ms(lambda path=path, etag=etag: client.get(path, headers={"If-None-Match": etag}))
            line += f" {known:>8.2f} {known / bare:>7.1f}"
        print(line)
    print(f"{events:>7}  {'bare view':<18} {0:>7} {'':>9} {bare:>9.2f} {1:>7.1f} {1000 / bare:>8.1f}")


def anew_kept(client: "object", path: str) -> float:
    """The CPU time with kept texts of what is too slow to be asked thirty times."""
    times = []
    for _ in range(ANEW_RUNS):
        begun = time.process_time()
        client.get(path)  # type: ignore[attr-defined]
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def main() -> None:
    """Fill and measure at each size."""
    sizes = tuple(int(word) for word in sys.argv[1:]) or SIZES
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        print(
            f"{'events':>7}  {'what':<18} {'queries':>7} {'anew ms':>9} {'kept ms':>9} {'ratio':>7} {'per sec':>8} "
            f"{'KiB':>9} {'304 ms':>8} {'ratio':>7}"
        )
        for size in sizes:
            fill(size)
            measure(size)


if __name__ == "__main__":
    main()
