"""Going through a page with the Tab key: where the focus is, whether one sees it, and what it never reaches."""

from dataclasses import dataclass, replace

from playwright.sync_api import Page

MOST_STEPS = 90
_HERE = """() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    (window.hubVisited ??= new Set()).add(element);
    const ringed = (found) => {
        const style = found && getComputedStyle(found);
        return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    };
    const label = element.labels?.[0];
    // A card or a label may carry the ring for the link or box in it.
    const around = [];
    for (let up = element.parentElement; up && up.tagName !== "MAIN" && around.length < 6; up = up.parentElement)
        around.push(up);
    const ring = [element, label, ...around, ...(label ?? element).querySelectorAll("*")].some(ringed);
    const box = [...element.getClientRects()].find((rect) => rect.width && rect.height);
    let seen = "has no size";
    if (box) {
        const x = box.left + box.width / 2, y = box.top + box.height / 2;
        const top = document.elementFromPoint(x, y);
        const inside = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
        const isLabel = top?.closest("label")?.control === element;
        const own = top && (isLabel || element.contains(top) || top.contains(element));
        seen = !inside ? "is outside the window" : own ? "" : `is covered by ${top?.outerHTML.slice(0, 60)}`;
    }
    // Frames and dates have stops within: while one of those has the focus they are no :focus-visible, but ringed.
    const holdsStops = element.matches("iframe, input:is([type=date], [type=time], [type=datetime-local])");
    return {
        name: element.outerHTML.replace(/\\s+/g, " ").slice(0, 100),
        box: box && {x: box.x - 12, y: box.y - 12, width: box.width + 24, height: box.height + 24},
        isVisible: element.matches(":focus-visible") || holdsStops, ring, seen,
        text: (element.innerText ?? element.textContent ?? "").trim(),
        href: element.getAttribute("href") ?? "",
    };
}"""
_LEFT_OUT = """() => {
    const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    // Links in a hidden part of a drawing say that they are visible, and have no box.
    const can = (element) => element.checkVisibility({visibilityProperty: true}) && !element.disabled &&
        element.getClientRects().length && element.tabIndex >= 0 && !element.closest("[inert]");
    const seen = [...(window.hubVisited ?? [])];
    const group = (element) => element.type === "radio" && seen.some((other) =>
        other.type === "radio" && other.name === element.name && other.form === element.form);
    return [...document.querySelectorAll(wanted)].filter((element) =>
        can(element) && !seen.includes(element) && !group(element)).map((element) =>
        element.outerHTML.replace(/\\s+/g, " ").slice(0, 100));
}"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the focus is. ``seen``: why one can't see the element, nothing if one can."""

    name: str
    box: dict[str, float] | None
    isVisible: bool  # noqa: N815 - as the page tells it
    ring: bool
    seen: str
    text: str
    href: str

    def faults(self) -> list[str]:
        """Why somebody with a keyboard would not know where they are."""
        found = [] if self.isVisible and self.ring else ["has no focus ring"]
        found += [self.seen] if self.seen else []
        return [f"focus {fault}: {self.name}" for fault in found]


def here(page: Page) -> Place | None:
    """Where the focus is; ``None`` while it is nowhere."""
    found = page.evaluate(_HERE)
    if found is None:
        return None
    place = Place(**found)
    return place if place.ring or place.seen else replace(place, ring=_looks_focused(page, place))


def _looks_focused(page: Page, place: Place) -> bool:
    """Whether a place without an outline looks different once the focus has left it; Tab goes on from there."""
    if place.box is None:
        return False
    left, top = max(place.box["x"], 0), max(place.box["y"], 0)
    clip = {"x": left, "y": top, "width": place.box["width"], "height": place.box["height"]}
    focused = page.screenshot(clip=clip)
    page.evaluate("document.activeElement.blur()")
    return page.screenshot(clip=clip) != focused


def step(page: Page, key: str = "Tab") -> Place | None:
    """Press ``key`` and say where the focus is then."""
    page.keyboard.press(key)
    return here(page)


def tab_to(page: Page, selector: str, limit: int = MOST_STEPS) -> Place:
    """Press Tab until the focus is on something that ``selector`` fits, seen all the way."""
    for _ in range(limit):
        place = step(page)
        assert place, f"the focus got lost on the way to {selector}"
        assert place.faults() == []
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return place
    raise AssertionError(f"{limit} steps did not reach {selector}")


def tab_through(page: Page) -> list[str]:
    """Go through the whole page, or its first ``MOST_STEPS`` places: every fault on the way."""
    faults: list[str] = []
    places = 0
    while places < MOST_STEPS and (place := step(page)):
        faults += place.faults()
        places += 1
    if places < MOST_STEPS:
        left_out: list[str] = page.evaluate(_LEFT_OUT)
        faults += [f"never reached by Tab: {name}" for name in left_out]
    return faults if places else ["nothing can be reached by Tab"]
