"""Takes the pictures that the README shows: pages on phone and desk, light and dark. Run: make screenshots"""

import io
import os
import sys

import django
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser.site import ServedSite, served_site
from tests.browser.tools import CHROMIUM_ARGS, ROOT, ToolMissingError, chromium

PICTURES = ROOT / "docs" / "pictures"
# Name, kind or address, and the part to show if not the beginning of the page.
SUBJECTS = (
    ("home", "page hub.HomePage", ""),
    ("map", "/en/map/", ""),
    ("network", "/en/network/", ""),
    ("partner", "/en/partners/the-animation-workshop-via-university-college/", ""),
    ("city", "/en/cities/viborg/", ""),
    ("event", "fullest record events.Event", ""),
    ("search", "/en/search/?q=animation", ""),
    ("timeline", "page hub.HomePage", ".block--timeline"),
)
SIZES = {"phone": (360, 780), "desk": (1440, 900)}
THEMES = ("light", "dark")
WEBP_QUALITY = 82


def address_of(site: ServedSite, place: str) -> str:
    """Where a subject is."""
    return place if place.startswith("/") else site.stops[place]["en"].address


def _part(page: Page, selector: str) -> Locator | None:
    found = page.locator(selector).first if selector else None
    if found is not None:
        found.scroll_into_view_if_needed()
    return found


def take(page: Page, name: str, part: Locator | None) -> int:
    """Write one picture; gives its size in bytes."""
    taken = part.screenshot() if part else page.screenshot()
    file = PICTURES / f"{name}.webp"
    Image.open(io.BytesIO(taken)).convert("RGB").save(file, "WEBP", quality=WEBP_QUALITY, method=6)
    return file.stat().st_size


def take_all(browser: Browser, site: ServedSite) -> tuple[int, list[str]]:
    """Every picture there can be: bytes of all together, and the subjects that this hub does not have."""
    total, missing = 0, []
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    for name, place, selector in SUBJECTS:
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            address = site.origin + address_of(site, place)
            page.goto(address)  # letters that come late are left out, so once to have them
            answer = page.goto(address)
            if answer is None or answer.status != 200 or (selector and not page.locator(selector).count()):
                missing.append(name)
                break
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                total += take(page, f"{name}-{size}-{theme}", _part(page, selector))
    return total, missing


def main() -> None:
    """Serve the hub, take the pictures, and say what they weigh."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.test")
    django.setup()
    try:
        path = chromium()
    except ToolMissingError as missing:
        sys.exit(str(missing))
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served_site(is_for_tests=False) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        total, left_out = take_all(browser, site)
        browser.close()
    print(f"Pictures in {PICTURES.relative_to(ROOT)}: {total / 1000:.0f} kB together.")
    for name in left_out:
        print(f"No picture of {name}: this hub does not have it yet.")


if __name__ == "__main__":
    main()
