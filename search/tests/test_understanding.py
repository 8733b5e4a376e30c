"""What queries are taken to mean: compounds, stop words, and that no query is dear to understand."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.analysis.compounds import Splitter
from search.analysis.lexicon import Lexicon
from search.analysis.stems import danish_stems, english_stems, stems
from search.analysis.thesaurus import SynonymGroup, Thesaurus
from search.analysis.tokens import EDGE
from search.analysis.understanding import MAX_QUERY_LENGTH, Language, understand


def language_of(*words, language="da"):
    return Language(Lexicon({(word, language): 1 for word in words}), Thesaurus(), 100)


def splitter_of(*words):
    return Splitter(words, lambda word: {word} & set(words))


def heads_and_modifiers(splitter, form):
    found = splitter.containing([form])
    return {c.word for c in found if c.is_head}, {c.word for c in found if not c.is_head}


def test_a_compound_is_a_kind_of_its_last_part_and_about_its_first():
    splitter = splitter_of("film", "skole", "festival", "filmskole", "filmfestivalen", "skolefilm", "filmet")
    assert heads_and_modifiers(splitter, "skole") == ({"filmskole"}, {"skolefilm"})
    assert heads_and_modifiers(splitter, "film") == ({"skolefilm"}, {"filmskole"})


def test_a_stop_word_is_no_part_of_a_compound():
    splitter = splitter_of("vand", "vandkunst", "kunst", "underkunst")
    assert splitter.containing(["under", "and"]) == []


def test_a_splitter_remembers_without_end_but_not_without_limit(monkeypatch):
    monkeypatch.setattr("search.analysis.compounds.MOST_REMEMBERED", 10)
    splitter = splitter_of("film", "skole")
    for number in range(100):
        splitter.is_part(f"made-up-{number}")
    assert len(splitter._is_part) <= 10
    assert splitter.is_part("film")


def test_new_words_are_parts_at_once():
    language = language_of("filmskole", "skole")
    assert language.lexicon.splitter.parts_of("filmskole") == ()
    language.lexicon.learn({("film", "da"): 1})
    assert language.lexicon.splitter.parts_of("filmskole") == ("film", "skole")


@pytest.mark.parametrize(
    "text",
    [
        '"' * 50 + "*(AND) " * 40,
        "and " * 100,
        "ing ten lan " * 40,
        " ".join(f"{a}{b}{c}an" for a in "abcd" for b in "aeiou" for c in "bcdfg"),
        "a" * MAX_QUERY_LENGTH,
        "festivalfilm" * 33,
        "'\"“”" * 100,
    ],
)
def test_no_query_is_dear_to_understand(text):
    letters = random.Random(1)  # noqa: S311 - any words will do
    words = {"".join(letters.choices(["and", "ing", "ten", "lan", "be", "ko", "film"], k=4)) for _ in range(5_000)}
    language = language_of(*words, *(f"{word}erne" for word in words))
    begun = time.process_time()
    understand(text, language)
    assert time.process_time() - begun < 2  # a list of words in place of a set took a minute


def test_threads_stem_alike():
    words = [f"{first}{last}" for first in ("fest", "udveksl", "teat", "organis") for last in ("ing", "erne", "er")]
    for cached in (danish_stems, english_stems):
        cached.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        in_threads = list(pool.map(stems, words * 200))
    for cached in (danish_stems, english_stems):
        cached.cache_clear()
    assert in_threads == [stems(word) for word in words * 200]


def test_a_long_word_needs_no_known_one_after_it():
    splitter = splitter_of("kloster", "klostergaarden", "klosters", "klosterne")
    assert heads_and_modifiers(splitter, "kloster") == (set(), {"klostergaarden"})


def test_a_stem_of_the_word_itself_is_no_part():
    assert language_of("kulisser", "ser").lexicon.splitter.parts_of("kulisser") == ()


def test_a_form_that_begins_otherwise_vouches_for_no_part():
    assert language_of("goer", "borg").lexicon.splitter.parts_of("goeteborg") == ()


def test_a_compound_that_the_content_does_not_have_needs_one_part_as_it_was_asked():
    thesaurus = Thesaurus([SynonymGroup.of(["skole", "school"]), SynonymGroup.of(["mad", "food"])])
    language = Language(Lexicon({(word, ""): 1 for word in ("skole", "school", "mad", "food")}), thesaurus, 100)
    (concept,) = understand("skolemad", language).concepts
    pairs = {(first, second) for way in concept.alternatives for first in way.groups[0] for second in way.groups[1]}
    assert pairs == {("skole", "mad"), ("skole", "food"), ("school", "mad")}


def test_a_synonym_that_the_content_does_not_have_is_not_taken_apart():
    thesaurus = Thesaurus([SynonymGroup.of(["animator", "tegnefilmstegner"])])
    words = ("animator", "tegnefilm", "tegner")
    language = Language(Lexicon({(word, "da"): 1 for word in words}), thesaurus, 100)
    (concept,) = understand("animator", language).concepts
    assert {word for way in concept.alternatives for group in way.groups for word in group} == {"animator", EDGE}


def test_a_word_of_many_forms_and_ways_keeps_its_weight():
    counts = {("tegning", "da"): 30, ("tegninger", "da"): 25, ("tegnede", "da"): 20, ("drawing", "en"): 30}
    thesaurus = Thesaurus([SynonymGroup.of(["tegning", "drawing"])])
    common, rare = understand(
        "tegning skole", Language(Lexicon(counts | {("skole", "da"): 4}), thesaurus, 100)
    ).concepts
    assert 0.2 < common.weight < rare.weight


def test_a_word_that_everything_has_weighs_next_to_nothing():
    language = Language(Lexicon({("film", "da"): 50, ("animation", "da"): 90}), Thesaurus(), 100)
    film, animation = understand("film animation", language).concepts
    assert 0 < animation.weight < film.weight
