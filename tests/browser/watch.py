"""What a page lets slip while it is open: console, broken requests, other hosts, policy reports, moving layout."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

from tests.browser.atlas import HOST

LOUD = ("error", "warning", "assert")
OWN_SCHEMES = ("data", "blob", "about")
# Runs in every page before its own scripts.
NOTES_SCRIPT = """
    window.hubNotes = {shifts: [], policy: []};
    const named = (node) => (node?.outerHTML ?? node?.textContent ?? "").replace(/\\s+/g, " ").slice(0, 80);
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.hubNotes.shifts.push(
            `${entry.value.toFixed(6)}: ${entry.sources.map((source) => named(source.node)).join(" | ")}`);
    }).observe({type: "layout-shift", buffered: true});
    document.addEventListener("securitypolicyviolation", (event) => window.hubNotes.policy.push(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""
# What happened last is told in the frames after it.
_READ_NOTES = """async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return window.hubNotes;
}"""


@dataclass
class Watch:
    """Notes what one page does; ``faults()`` gives what it should not have done since the last ``forget()``."""

    page: Page
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.notes.append(f"script error: {error}"))
        self.page.on("request", self._see_request)
        self.page.on("response", self._see_response)
        self.page.on("requestfailed", self._see_failure)
        self.page.on("dialog", self._see_dialog)

    def _is_the_page(self, url: str) -> bool:
        return url.partition("#")[0] == self.page.url.partition("#")[0]

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 410 on purpose is an error to the console.
        is_own_status = "Failed to load resource" in message.text and self._is_the_page(message.location["url"])
        # A preview is framed so that nothing in it can run: that the browser says so is as it should be.
        is_kept_from_running = "frame is sandboxed" in message.text and "/preview/" in message.location["url"]
        if message.type in LOUD and not is_own_status and not is_kept_from_running:
            self.notes.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and parts.hostname != HOST:
            self.notes.append(f"asked another host: {request.url}")

    def _see_response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.notes.append(f"answered {response.status}: {response.url}")

    def _see_failure(self, request: Request) -> None:
        # A page that is left before all its pictures are there breaks off what is on the way.
        if request.failure != "net::ERR_ABORTED":
            self.notes.append(f"request failed: {request.url} {request.failure}")

    def _see_dialog(self, dialog: object) -> None:
        self.notes.append(f"opened a dialog: {dialog}")
        dialog.dismiss()  # type: ignore[attr-defined]

    def forget(self) -> None:
        """Begin anew."""
        self.notes.clear()

    def faults(self) -> list[str]:
        """What went wrong on the page that is open."""
        seen = self.page.evaluate(_READ_NOTES)
        moved = [f"layout shifts by {shift}" for shift in seen["shifts"]]
        return [*self.notes, *(f"policy: {report}" for report in seen["policy"]), *moved]
