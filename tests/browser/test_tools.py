"""What happens without the tools, what the walk says of itself, and that it goes everywhere."""

import pytest
from django.apps import apps
from django.urls import path
from wagtail.models import Page

from hub.models import Record
from hub.searchable import all_types
from tests.browser import kinds, tools
from tests.browser.conftest import _or_skip
from tests.browser.summary import sentence


def raise_missing():
    raise tools.ToolMissingError("There is no Chromium here")


def test_missing_tool_is_a_fault_where_changes_are_judged(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no Chromium"):
        _or_skip(raise_missing)


def test_missing_tool_skips_with_its_reason_elsewhere(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        _or_skip(raise_missing)


def test_chromium_is_missed_by_name(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(tools.ToolMissingError, match="CHROMIUM"):
        tools.chromium()


def test_npm_is_missed_only_if_there_is_something_to_fetch(monkeypatch, tmp_path):
    monkeypatch.setattr(tools, "VAR", tmp_path / "var")
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "package-lock.json").write_text("{}")
    with pytest.raises(tools.ToolMissingError, match="npm"):
        tools.npm_folder("nothing", tmp_path)
    fetched = tmp_path / "var" / "npm" / "nothing"
    fetched.mkdir(parents=True)
    (fetched / "installed").write_text("{}")
    assert tools.npm_folder("nothing", tmp_path) == fetched


def test_walk_says_how_much_it_was():
    walked = [("home", language, width, theme) for language in "ab" for width in (360, 1440) for theme in ("x", "y")]
    said = sentence([*walked, *walked])
    assert said.startswith("8 views walked in the browser: 1 pages × 2 languages (a, b) × 2 themes (x, y) × 2 widths")


def test_every_page_type_record_type_and_view_is_walked(settings):
    everywhere = kinds.all_kinds()
    pages = [model for model in apps.get_models() if issubclass(model, Page)]
    ours = {f"page {model._meta.label}" for model in pages if model._meta.app_label in settings.HUB_APPS}
    assert len(ours) >= 9
    assert ours <= set(everywhere)
    records = [found.model for found in all_types() if issubclass(found.model_class(), Record)]
    assert len(records) >= 5
    assert {f"fullest record {model}" for model in records} <= set(everywhere)
    assert "view new_one" not in everywhere
    settings.ROOT_URLCONF = "tests.browser.test_tools"
    assert kinds.view_kinds() == ["view new_one"]
    assert kinds.views_left_out() == ["with_argument"]


urlpatterns = [
    path("new/", lambda request: None, name="new_one"),
    path("new/<int:pk>/", lambda request: None, name="with_argument"),
    path("admin/old/", lambda request: None, name="of_wagtail"),
]
