"""Values from the environment: what is missing, empty or wrong names itself."""

import os
import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from hub.settings import env
from hub.settings.base import BASE_DIR


@pytest.mark.parametrize("given", ["", " ", ",", " , ,"])
@pytest.mark.parametrize("read", [env.words, env.text])
def test_required_value_that_is_empty_names_itself(monkeypatch, read, given):
    if read is env.text and given:
        pytest.skip("a text may be anything that is not empty")
    monkeypatch.setenv("ALLOWED_HOSTS", given)
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        read("ALLOWED_HOSTS")


@pytest.mark.parametrize("read", [env.words, env.text, env.number, env.flag, env.database])
def test_required_value_that_is_missing_names_itself(monkeypatch, read):
    monkeypatch.delenv("HUB_TRIAL", raising=False)
    with pytest.raises(ImproperlyConfigured, match="HUB_TRIAL"):
        read("HUB_TRIAL")


def test_words_are_taken_without_spaces_and_an_optional_list_may_be_empty(monkeypatch):
    monkeypatch.setenv("HUB_TRIAL", "a.example, b.example ,")
    assert env.words("HUB_TRIAL") == ["a.example", "b.example"]
    monkeypatch.setenv("HUB_TRIAL", "")
    assert env.words("HUB_TRIAL", []) == []


@pytest.mark.parametrize("command", ["check", "migrate", "sync_roles", "runserver"])
def test_a_missing_setting_is_one_sentence_without_a_traceback(command):
    required = {"SECRET_KEY", "ALLOWED_HOSTS", "HUB_BASE_URL"}
    environment = {name: value for name, value in os.environ.items() if name not in required}
    environment |= {"DJANGO_SETTINGS_MODULE": "hub.settings.production", "SECRET_KEY": "x" * 60}
    told = subprocess.run(
        [sys.executable, "manage.py", command], cwd=BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert told.returncode == 1
    assert told.stdout == ""
    assert len(told.stderr.splitlines()) == 1
    assert re.search("ALLOWED_HOSTS|HUB_BASE_URL", told.stderr)
