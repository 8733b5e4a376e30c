"""Values from the environment: what is missing, empty or wrong names itself."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from hub.settings import env


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
