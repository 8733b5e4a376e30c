"""How many records there are, as the language writes numbers."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from hub.templatetags.page_tags import RecordCount


@pytest.mark.parametrize(("language", "written"), [("da", "26.000"), ("en", "26,000")])
def test_large_counts_have_their_thousands_parted(language, written):
    with override(language):
        html = render_to_string("components/record_counts.html", {"counts": [RecordCount("Events", "#", 26_000)]})
    assert f'<span class="counts__number">{written}</span>' in html
