"""Text helpers of the sample content."""

from html import escape

RESULT_WORDS = {
    "participants": "deltagere",
    "activities a year": "aktiviteter om året",
    "visitors a year": "gæster om året",
    "drawings": "tegninger",
    "countries": "lande",
    "cities": "byer",
    "artists": "kunstnere",
    "countries over three years": "lande over tre år",
}


def results_html(results: list[dict[str, object]], language: str) -> str:
    """The figures of an activity as a list, in ``language``; empty without figures."""
    if not results:
        return ""
    words = RESULT_WORDS if language == "da" else {}
    items = [
        f"<li>{result['value']} {escape(words.get(str(result['what']), str(result['what'])))}</li>"
        for result in results
    ]
    heading = "Resultater" if language == "da" else "Results"
    return f"<h2>{heading}</h2><ul>{''.join(items)}</ul>"
