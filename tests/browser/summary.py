"""The walk's own line in pytest's summary; each test of the walk notes where it has been."""

from collections.abc import Iterable
from typing import Any

PROPERTY, SPECIMENS = "walked", "specimens"


def note(record_property: Any, kind: str, language: str, width: int, theme: str) -> None:
    """Note one combination that was looked at."""
    record_property(PROPERTY, (kind, language, width, theme))


def note_specimens(record_property: Any, page: Any) -> None:
    """Note the parts of the style page, if this is it: each shows one template with its least and fullest input."""
    if found := page.locator("section[data-template]").count():
        record_property(SPECIMENS, found)


def sentence(walked: Iterable[tuple[str, str, int, str]]) -> str:
    """What was walked: the number of each, and of all together."""
    combinations = {tuple(found) for found in walked}
    kinds, languages, widths, themes = (sorted({found[place] for found in combinations}) for place in range(4))
    return (
        f"{len(combinations)} views walked in the browser: {len(kinds)} pages × {len(languages)} languages "
        f"({', '.join(languages)}) × {len(themes)} themes ({', '.join(themes)}) × {len(widths)} widths "
        f"({', '.join(map(str, widths))} px)"
    )


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the sentence, whether the tests ran in this process or in several."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    noted = [pair for report in reports for pair in getattr(report, "user_properties", [])]
    walked = [value for name, value in noted if name == PROPERTY]
    if walked:
        from tests.browser.kinds import views_left_out

        terminalreporter.write_sep("-", "browser")
        terminalreporter.write_line(sentence(walked))
        if parts := [value for name, value in noted if name == SPECIMENS]:
            terminalreporter.write_line(f"The style page among them shows {max(parts)} templates.")
        if left_out := views_left_out():
            terminalreporter.write_line(f"Not walked, for want of an example: {', '.join(left_out)}.")
