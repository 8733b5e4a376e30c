"""A served site and a Chromium for the browser tests; without the tools they are skipped, in CI they fail."""

import os
import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.atlas import VISITOR
from tests.browser.site import ServedSite, served_site
from tests.browser.tools import CHROMIUM_ARGS, VAR, ToolMissingError, axe_source, chromium, is_required
from tests.browser.watch import NOTES_SCRIPT, Watch

LOCALES = {"da": "da-DK", "en": "en-GB"}
TIMEOUT_MS = 30_000
FAILURES = VAR / "browser-failures"


def _or_skip(get):
    try:
        return get()
    except ToolMissingError as missing:
        (pytest.fail if is_required() else pytest.skip)(str(missing))


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def axe():
    """The text of axe-core."""
    return _or_skip(axe_source)


@pytest.fixture(scope="session")
def hub():
    """The served site; one for each worker."""
    _or_skip(chromium)
    with served_site() as site:
        yield site


# Not for the whole session: while Playwright's event loop runs, Django refuses the other tests their database.
@pytest.fixture(scope="package")
def chromium_browser():
    """A Chromium."""
    path = _or_skip(chromium)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """A visitor's browser window and what it lets slip."""

    page: Page
    watch: Watch
    site: ServedSite

    def go(self, address, status=200):
        """Open ``address`` and wait until everything it asks for is there."""
        self.watch.forget()
        answer = self.page.goto(self.site.origin + address, wait_until="load")
        assert answer.status == status, f"{address} answered {answer.status}"

    def show(self, html, headers=None):
        """Open a page made of ``html``, to try a check on it; the hub is not asked.

        Needs a window with ``service_workers="block"``: a service worker would ask the hub after all.
        """
        answer = {"body": html, "content_type": "text/html; charset=utf-8", "headers": headers or {}}
        self.page.route("**/made-up/", lambda route: route.fulfill(**answer))
        self.go("/made-up/")

    def go_to(self, kind, language):
        """Open what the atlas knows as ``kind``."""
        stop = self.site.stops[kind][language]
        self.go(stop.address, stop.status)


@dataclass
class Windows:
    """Browser windows that are used again: one for each language, role, and kind of reader."""

    browser: Browser
    site: ServedSite
    opened: dict[tuple, Visit] = field(default_factory=dict)

    def _context(self, language, role, options) -> BrowserContext:
        settings = {"locale": LOCALES[language], **options}
        context = self.browser.new_context(base_url=self.site.origin, **settings)
        context.set_default_timeout(TIMEOUT_MS)
        if settings.get("java_script_enabled", True):
            context.add_init_script(NOTES_SCRIPT)
        if role != VISITOR:
            context.add_cookies([{"name": "sessionid", "value": self.site.cookies[role], "url": self.site.origin}])
        return context

    def window(self, language="en", role=VISITOR, *, width=1440, motion="reduce", **options) -> Visit:
        """A window of this width, on a screen with the light theme; the last one of its kind if it is still open."""
        key = (language, role, *sorted(options.items()))
        if key not in self.opened:
            page = self._context(language, role, options).new_page()
            self.opened[key] = Visit(page, Watch(page), self.site)
        page = self.opened[key].page
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion=motion)
        return self.opened[key]

    def close(self):
        """Close every window."""
        for visit in self.opened.values():
            visit.page.context.close()
        self.opened.clear()


@pytest.fixture(scope="package")
def shared_windows(chromium_browser, hub):
    """Windows that tests share which leave nothing behind."""
    windows = Windows(chromium_browser, hub)
    yield windows
    windows.close()


@pytest.fixture
def fresh(chromium_browser, hub):
    """Windows of a test's own: no storage, no cookies, nothing open."""
    windows = Windows(chromium_browser, hub)
    yield windows
    windows.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of every window that was open when a test failed."""
    report = (yield).get_result()
    if report.when == "call" and report.failed:
        for name in ("fresh", "shared_windows"):
            for number, visit in enumerate(
                getattr(item, "funcargs", {}).get(name, Windows(None, None)).opened.values()
            ):
                FAILURES.mkdir(parents=True, exist_ok=True)
                word = re.sub(r"\W+", "-", item.name)[:100]
                visit.page.screenshot(path=FAILURES / f"{word}-{number}.png")
