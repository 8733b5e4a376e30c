"""Measures pages with Lighthouse as on a phone, from a site served as in production. Run: make bench-web

Prints one line for each page, the median of the runs, and what Lighthouse found fault with. ``--check`` ends with 1
when a goal is missed, ``--only map`` measures some pages, ``--runs 1`` is quick. Nothing but loopback is asked.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.browser.site import ServedSite, served_site
from tests.browser.tools import CHROMIUM_ARGS, ToolMissingError, chromium, npm_folder

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Each page by the kind that the atlas knows it as, or by its address.
PAGES = {
    "home": "page hub.HomePage",
    "directory": "page partners.PartnerIndexPage",
    "record": "fullest record partners.Partner",
    "event": "fullest record events.Event",
    "search": "/en/search/",
    "search hits": "/en/search/?q=animation",
    "map": "/en/map/",
    "network": "/en/network/",
}
RUN_SECONDS = 180
LOST_TRACE = "NO_NAVSTART"  # Chromium did not record the run; Lighthouse asks to run it again
TRIES = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure: how it is headed and read from a report, how it is written, and what is good enough."""

    head: str
    read: Callable[[dict[str, Any]], float]
    form: str
    is_good: Callable[[float], bool]
    only: str = ""  # the one page that the goal is for
    never: str = ""  # the one page that it is not for

    def holds(self, page: str, value: float) -> bool:
        """Whether ``value`` reaches the goal that ``page`` has."""
        return self.is_good(value) or self.never == page or self.only not in ("", page)


def _score(category: str) -> Callable[[dict[str, Any]], float]:
    return lambda report: round(100 * (report["categories"][category]["score"] or 0))


def _audit(name: str, scale: float = 1) -> Callable[[dict[str, Any]], float]:
    return lambda report: report["audits"][name]["numericValue"] / scale


def _requests(report: dict[str, Any], kind: str = "") -> list[dict[str, Any]]:
    items = report["audits"]["network-requests"]["details"]["items"]
    return [item for item in items if not kind or item.get("resourceType") == kind]


def _kilobytes(kind: str = "") -> Callable[[dict[str, Any]], float]:
    return lambda report: sum(item["transferSize"] for item in _requests(report, kind)) / 1000


MEASURES = (
    Measure("perf", _score("performance"), "{:.0f}", lambda value: value >= 99),
    Measure("access", _score("accessibility"), "{:.0f}", lambda value: value == 100),
    Measure("practice", _score("best-practices"), "{:.0f}", lambda value: value == 100),
    # What somebody searched for is kept out of other search engines on purpose.
    Measure("SEO", _score("seo"), "{:.0f}", lambda value: value == 100, never="search hits"),
    Measure("LCP s", _audit("largest-contentful-paint", 1000), "{:.2f}", lambda value: value <= 1.4),
    Measure("CLS", _audit("cumulative-layout-shift"), "{:.3f}", lambda value: value < 0.0005),
    Measure("TBT ms", _audit("total-blocking-time"), "{:.0f}", lambda value: value <= 10),
    Measure("kB", _kilobytes(), "{:.1f}", lambda value: value < 120, only="home"),
    Measure("requests", lambda report: len(_requests(report)), "{:.0f}", lambda value: value <= 12, only="home"),
    Measure("JS kB", _kilobytes("Script"), "{:.1f}", lambda value: value < 30, only="home"),
)


def lighthouse(folder: Path, url: str) -> dict[str, Any]:
    """One run's report."""
    command = [
        str(folder / "node_modules" / ".bin" / "lighthouse"),
        url,
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(flag for flag in CHROMIUM_ARGS if ' ' not in flag)}",
        "--no-enable-error-reporting",
    ]
    environment = os.environ | {"CHROME_PATH": chromium()}
    for _ in range(TRIES):
        answer = subprocess.run(  # noqa: S603 - our own command
            command, env=environment, capture_output=True, text=True, timeout=RUN_SECONDS, check=False
        )
        if LOST_TRACE not in answer.stderr:
            break
    if answer.returncode:
        raise RuntimeError(f"Lighthouse failed at {url}: {answer.stderr.strip()[-1500:]}")
    report: dict[str, Any] = json.loads(answer.stdout)
    return report


def complaints(report: dict[str, Any]) -> list[str]:
    """What cost a category points: the audits with a weight that are not perfect."""
    found = []
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                found.append(f"{name}: {audit['title']} ({audit.get('displayValue') or audit['score']})")
    return found


def address_of(site: ServedSite, place: str) -> str | None:
    """The English address of a page; ``None`` if this hub has no such page."""
    if not place.startswith("/"):
        return site.stops[place]["en"].address
    known = {stop.address for both in site.stops.values() for stop in both.values() if not stop.reason}
    return place if place.partition("?")[0] in known else None


def measure(folder: Path, name: str, url: str, runs: int) -> list[str]:
    """Measure one page and print its line; gives the goals it misses."""
    reports = [lighthouse(folder, url) for _ in range(runs)]
    values = [statistics.median(figure.read(report) for report in reports) for figure in MEASURES]
    missed = [figure.head for figure, value in zip(MEASURES, values, strict=True) if not figure.holds(name, value)]
    cells = (figure.form.format(value) for figure, value in zip(MEASURES, values, strict=True))
    print(f"{name:<12}" + "".join(f"{cell:>10}" for cell in cells), flush=True)
    for complaint in complaints(reports[-1]):
        print(f"{'':<12}  - {complaint}")
    return [f"{name}: {head}" for head in missed]


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="end with 1 when a goal is missed")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=PAGES, default=list(PAGES), metavar="PAGE")
    parser.add_argument("--port", type=int, help="where the site is served meanwhile; any free port if not given")
    return parser.parse_args()


def main() -> int:
    """Measure every page; 1 if goals are missed and ``--check`` was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.test")
    import django

    asked = arguments()
    django.setup()
    try:
        folder = npm_folder("web-benchmarks", Path(__file__).parent / "lighthouse")
        chromium()
    except ToolMissingError as missing:
        sys.exit(str(missing))
    missed = []
    with served_site(port=asked.port) as site:
        print(f"{'page':<12}" + "".join(f"{figure.head:>10}" for figure in MEASURES), flush=True)
        for name in asked.only:
            if (address := address_of(site, PAGES[name])) is None:
                print(f"{name:<12}  this hub has no {PAGES[name]} yet")
                continue
            missed += measure(folder, name, site.origin + address, asked.runs)
    print("Goals missed: " + (", ".join(missed) or "none"))
    return 1 if missed and asked.check else 0


if __name__ == "__main__":
    sys.exit(main())
