"""Static files as production serves them."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

from hub.static_files import ImportingStaticFilesStorage

SITES = ("site-records.css", "site-pages.css", "site-styleguide.css")


@pytest.fixture
def collected(tmp_path):
    """The hub's own styles and letters as collectstatic leaves them."""
    source = StaticFilesStorage(location=settings.BASE_DIR / "static", base_url="/static/")
    folder = settings.BASE_DIR / "static"
    names = [str(path.relative_to(folder)) for kind in ("css", "fonts") for path in (folder / kind).iterdir()]
    storage = ImportingStaticFilesStorage(location=tmp_path, base_url="/static/")
    for name in names:
        storage._save(name, source.open(name))
    list(storage.post_process({name: (source, name) for name in names}))
    return storage


@pytest.mark.parametrize("site", SITES)
def test_a_page_loads_one_stylesheet_with_everything_in_order(collected, site):
    text = collected.open(collected.stored_name(f"css/{site}")).read().decode()
    assert "@import" not in text
    assert text.index("@layer base, frame, components") < text.index("@layer base {") < text.index("@layer frame {")
    assert re.search(r"fonts/archivo-text\.[0-9a-f]{12}\.woff2", text)


def test_what_is_imported_exists():
    styles = settings.BASE_DIR / "static" / "css"
    for site in SITES:
        names = re.findall(r'@import url\("(.+)"\);', (styles / site).read_text())
        assert names[:2] == ["tokens.css", "hub.css"]
        assert all((styles / name).is_file() for name in names)
