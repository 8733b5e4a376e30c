"""What every page has to be, asked of the open page: each check gives the faults it found."""

from collections.abc import Callable

from playwright.sync_api import Page

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN_AXE = """async (what) => {
    const found = await axe.run(document, {runOnly: what, resultTypes: ["violations"]});
    return found.violations.flatMap((rule) => rule.nodes.map((node) =>
        `axe ${rule.id} (${rule.impact}): ${node.target.join(" ")}: ` +
        node.failureSummary.split("\\n").slice(1).join(" ").trim()));
}"""
_WIDER = """() => {
    const room = document.documentElement.clientWidth, wide = document.documentElement.scrollWidth;
    if (wide <= room) return [];
    const out = [...document.querySelectorAll("body *")].filter((element) =>
        element.getBoundingClientRect().right > room + 1).slice(0, 3);
    const names = out.map((element) => element.outerHTML.slice(0, 80)).join(" | ");
    return [`scrolls sideways: ${wide} px in ${room}; ${names}`];
}"""
_HEADINGS = """() => {
    const all = document.querySelectorAll("h1");
    return all.length === 1 && all[0].innerText.trim() ? [] : [`has ${all.length} h1`];
}"""
# Eight pixels are the browser's own margin.
_STYLES = """() => {
    const empty = [...document.styleSheets].filter((sheet) => !sheet.cssRules.length);
    const isPlain = getComputedStyle(document.body).marginLeft === "8px";
    return [...(isPlain ? ["has no style"] : []), ...empty.map((sheet) => `empty stylesheet: ${sheet.href}`)];
}"""
_LANGUAGE = """(language) => {
    const said = document.documentElement.lang;
    return said === language ? [] : [`says it is in "${said}"`];
}"""
_PICTURES = """async () => {
    const faults = [];
    for (const image of document.images) {
        const name = image.currentSrc || image.outerHTML.slice(0, 100);
        if (!image.hasAttribute("width") || !image.hasAttribute("height")) faults.push(`picture without size: ${name}`);
        if (!image.hasAttribute("alt")) faults.push(`picture without alt: ${name}`);
        image.loading = "eager";
        await image.decode().catch(() => faults.push(`picture that can't be shown: ${name}`));
    }
    return faults;
}"""
_IDS = """() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))].map((id) => `id twice: ${id}`);
}"""
_ANIMATIONS = """() => document.getAnimations().filter((animation) => animation.playState === "running")
    .map((animation) => `moves: ${animation.animationName || animation.transitionProperty || "animation"} on ` +
        (animation.effect?.target?.outerHTML || "").slice(0, 80))"""

Check = Callable[[Page], list[str]]


def _asked(script: str) -> Check:
    def check(page: Page) -> list[str]:
        found: list[str] = page.evaluate(script)
        return found

    return check


has_room = _asked(_WIDER)
is_styled = _asked(_STYLES)
has_one_h1 = _asked(_HEADINGS)
pictures_have_sizes = _asked(_PICTURES)
ids_are_unique = _asked(_IDS)
nothing_moves = _asked(_ANIMATIONS)


def speaks(page: Page, language: str) -> list[str]:
    """The page says which language it is in."""
    found: list[str] = page.evaluate(_LANGUAGE, language)
    return found


def axe_faults(page: Page, axe: str, rules: list[str] | None = None) -> list[str]:
    """Every violation that axe finds, of whatever impact; of all standards, or of ``rules`` alone."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(axe)
    found: list[str] = page.evaluate(_RUN_AXE, rules or AXE_TAGS)
    return found
