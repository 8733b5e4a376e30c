"""Every kind of page, in both languages, both themes, on a phone and on a desk."""

import pytest

from tests.browser import checks, kinds
from tests.browser.summary import note, note_specimens

THEMES = ("light", "dark")
WIDTHS = (360, 1440)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", kinds.LANGUAGES)
@pytest.mark.parametrize("kind", kinds.all_kinds())
def test_page_has_no_fault(shared_windows, hub, axe, record_property, kind, language, width):
    assert language in hub.stops[kind], f"the sample content has no {kind} in {language}"
    stop = hub.stops[kind][language]
    if stop.reason:
        pytest.skip(f"no page: {stop.reason}")
    visit = shared_windows.window(language, stop.role, width=width)
    visit.go_to(kind, language)
    faults = [*checks.speaks(visit.page, language), *checks.has_one_h1(visit.page), *checks.has_room(visit.page)]
    faults += [*checks.pictures_have_sizes(visit.page), *checks.ids_are_unique(visit.page)]
    faults += checks.is_styled(visit.page)
    for theme in THEMES:
        visit.page.emulate_media(color_scheme=theme)
        found = [*checks.axe_faults(visit.page, axe), *checks.nothing_moves(visit.page)]
        faults += [f"{theme}: {fault}" for fault in found]
        note(record_property, kind, language, width, theme)
    note_specimens(record_property, visit.page)
    faults += visit.watch.faults()
    assert not faults, "\n".join([stop.address, *faults])
