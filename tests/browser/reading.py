"""What readers get who see a page in another way: without scripts or styles, with other colours, on paper."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.focus import here

_READ = """() => {
    const shown = (element) => element.getClientRects().length &&
        element.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const texts = (selector, read) => [...document.querySelectorAll(selector)].filter(shown).map(read).sort();
    return {
        links: texts("main a[href]", (link) => link.href.baseVal ?? link.getAttribute("href")),
        headings: texts("main :is(h1, h2, h3)", (heading) => heading.innerText.trim()),
        ways: texts("header a[href], header summary, header form button", (way) => way.textContent.trim()),
        dead: texts("button[type=button]:not([popovertarget], [commandfor])", (button) => button.outerHTML),
        words: (document.querySelector("main")?.innerText.match(/\\S+/g) || []).length,
    };
}"""
_WITHOUT_STYLES = """() => {
    for (const sheet of document.styleSheets) sheet.disabled = true;
    const parts = [".skip-link", "body > header", "main", "body > footer"].map((name) => document.querySelector(name));
    const tops = parts.filter(Boolean).map((part) => part.getBoundingClientRect().top);
    const heading = document.querySelector("main :is(h1, h2, h3, h4, h5, h6)")?.tagName;
    const order = tops.every((top, place) => place === 0 || top > tops[place - 1]);
    const huge = [...document.querySelectorAll("svg[aria-hidden=true]")].filter((icon) =>
        icon.checkVisibility() && !icon.hasAttribute("width"));
    return [
        ...(order ? [] : [`skip link, header, main and footer stand at ${tops}`]),
        ...(heading === "H1" ? [] : [`main begins with ${heading}`]),
        ...huge.map((icon) => `drawing without a width fills the page: ${icon.outerHTML.slice(0, 80)}`),
    ];
}"""
_ON_PAPER = """() => {
    const navigation = "header nav, footer nav, .skip-link, main form button:not(.specimen *)";
    const left = [...document.querySelectorAll(navigation)];
    const paper = getComputedStyle(document.body).backgroundColor;
    return [
        ...left.filter((found) => found.checkVisibility()).map((found) => `printed: ${found.outerHTML.slice(0, 80)}`),
        ...(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(paper) ? [] : [`paper is printed ${paper}`]),
        ...(document.querySelector("main h1")?.checkVisibility() ? [] : ["the heading is not printed"]),
    ];
}"""
_PALE_TEXT = """() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "Canvas";
    const paper = getComputedStyle(probe).color;
    probe.remove();
    return [...document.querySelectorAll("main svg text")].filter((text) =>
        text.checkVisibility() && getComputedStyle(text).fill === paper).map((text) =>
        `text in the colour of the paper: ${text.textContent.trim().slice(0, 60)}`);
}"""
_ENDLESS = """() => document.getAnimations().filter((found) =>
    found.timeline === document.timeline && found.effect.getComputedTiming().endTime > 5000)
    .map((found) => `never comes to rest: ${found.animationName ?? "animation"}`)"""


@dataclass(frozen=True, slots=True)
class Reading:
    """The links and headings that are shown, ways from the header, buttons that need a script, number of words."""

    links: list[str]
    headings: list[str]
    ways: list[str]
    dead: list[str]
    words: int


def read(page: Page) -> Reading:
    """Everything shown on ``page`` as it is now."""
    return Reading(**page.evaluate(_READ))


def lost(whole: Reading, plain: Reading) -> list[str]:
    """What ``whole`` shows and ``plain`` lacks, and what ``plain`` shows that does nothing."""
    links = sorted(set(whole.links) - set(plain.links))
    headings = sorted(set(whole.headings) - set(plain.headings))
    few = [f"{plain.words} words of {whole.words}"] if plain.words < max(10, 0.9 * whole.words) else []
    no_way = [] if plain.ways or not whole.ways else ["no way out of the header"]
    return [
        *(f"lost link: {link}" for link in links),
        *(f"lost heading: {heading}" for heading in headings),
        *few,
        *no_way,
        *(f"dead button: {button[:100]}" for button in plain.dead),
    ]


def endless_motion(page: Page) -> list[str]:
    """What moves by itself for longer than five seconds, where the reader allows motion (WCAG 2.2.2)."""
    page.emulate_media(reduced_motion="no-preference")
    found: list[str] = page.evaluate(_ENDLESS)
    page.emulate_media(reduced_motion="reduce")
    return found


def with_forced_colours(page: Page) -> list[str]:
    """What can't be seen when the reader's system chooses the colours."""
    page.emulate_media(forced_colors="active")
    found: list[str] = page.evaluate(_PALE_TEXT)
    for _ in range(3):
        page.keyboard.press("Tab")
        place = here(page)
        found += place.faults() if place else []
    page.emulate_media(forced_colors="none")
    return found


def on_paper(page: Page) -> list[str]:
    """What is printed that nobody can press, and what can't be read on paper; leaves the page in print."""
    page.emulate_media(media="print", color_scheme="dark")
    found: list[str] = page.evaluate(_ON_PAPER)
    return found


def without_styles(page: Page) -> list[str]:
    """What stands in another order than it is read; leaves the page without styles."""
    page.emulate_media(media="screen")
    found: list[str] = page.evaluate(_WITHOUT_STYLES)
    return found
