"""Arbitrary content and queries: every engine finds, counts and orders as the reference does."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.analysis.meaning import Alternative, Concept, Meaning
from search.choices import Sort
from search.engines.base import TEXT_PARTS, EngineDocument, EngineQuery
from search.tests.contract.cases import AARHUS, LVIV, NOW, SYDNEY, TODAY, VIBORG, day, document, keys, query
from search.tests.reference_engine import ReferenceEngine

HOSTILE = [
    *('"', '"a', "*", "a*", "(", "AND", "OR NOT", "a OR b", "'; DROP TABLE x --", "\x00", "a\x00b", "\u202eabc", "{}"),
    *("a/b", "~2", "^9", "[* TO *]", "æøå", "😀", "a b", " ", "", "\\", "%", "null", "_a", "_", "x" * 5000),
]

words = st.sampled_from(["a", "b", "c", "d", "ee", "_a", "_b", "|"])
asked_words = st.one_of(st.sampled_from(["a", "b", "c", "d", "ee", "nowhere"]), st.sampled_from(HOSTILE))
plain_words = st.sampled_from(["a", "b", "c", "d", "ee", "nowhere"])
values = st.sampled_from(["x", "y", "z"])
facet_names = st.sampled_from(["type", "tag"])
places = st.sampled_from([None, VIBORG, AARHUS, LVIV, SYDNEY])
days = st.none() | st.integers(-3, 3).map(day)
keys_drawn = st.sampled_from([f"k{n}" for n in range(8)])


@st.composite
def documents(draw):
    start, end = draw(days), draw(days)
    if start and end and end < start:
        start, end = end, start
    place = draw(places) or (None, None)
    return EngineDocument(
        key=draw(keys_drawn),
        version=draw(st.integers(1, 4)),
        is_deleted=draw(st.sampled_from([False] * 5 + [True])),
        text={part: " ".join(draw(st.lists(words, max_size=6))) for part in TEXT_PARTS},
        facets={name: draw(st.lists(values, max_size=3)) for name in ("type", "tag")},
        start=start,
        end=end,
        latitude=place[0],
        longitude=place[1],
        expires_at=draw(st.sampled_from([None, None, None, NOW])),
    )


def groups(drawn):
    return st.lists(st.frozensets(drawn, max_size=3), max_size=3).map(tuple)


@st.composite
def meanings(draw, drawn):
    closeness = st.sampled_from([1.0, 0.97, 0.85, 0.7, 0.315, 0.001, 0.0])
    alternatives = st.builds(Alternative, closeness, groups(drawn), st.booleans())
    weights = st.floats(0, 12, allow_nan=False) | st.just(1.0)
    concept = st.builds(Concept, st.just("asked"), st.lists(alternatives, max_size=3).map(tuple), weights)
    concepts = draw(st.lists(concept, max_size=4).map(tuple))
    phrases = st.lists(st.lists(drawn, min_size=1, max_size=3).map(tuple), max_size=2).map(tuple)
    return Meaning(concepts, draw(st.just(()) | phrases), draw(st.integers(0, len(concepts))))


def queries(drawn):
    return st.builds(
        EngineQuery,
        meanings(drawn),
        st.just(NOW),
        st.just(TODAY),
        facets=st.dictionaries(facet_names, st.lists(values, max_size=2), max_size=2),
        counted=st.lists(facet_names, unique=True),
        sort=st.sampled_from([Sort.RELEVANCE, Sort.RELEVANCE, *Sort]),
        offset=st.sampled_from([0, 0, 2]),
        limit=st.sampled_from([20, 3]),
        origin=st.sampled_from([VIBORG, None]),
        promoted=st.lists(keys_drawn, max_size=2, unique=True),
        hidden=st.frozensets(keys_drawn, max_size=1),
    )


def answer(engine, asked):
    """What can be compared: order, scores where the order asks for them, counts."""
    results = engine.search(asked)
    scored = asked.sort != Sort.DATE
    return {
        "hits": [(hit.key, hit.version, round(hit.score, 3) if scored else None) for hit in results.hits],
        "counts": (results.total, results.matched),
        "facets": results.facets,
    }


class Agreement:
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(documents(), max_size=14), st.lists(queries(plain_words), min_size=1, max_size=12))
    def test_engine_answers_as_the_reference_does(self, engine, content, asked):
        reference = ReferenceEngine()
        for filled in (engine, reference):
            rebuild = filled.begin_rebuild()
            rebuild.write(content)
            rebuild.swap()
        for one in asked:
            assert answer(engine, one) == answer(reference, one)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(queries(asked_words), st.text(max_size=20), st.text(max_size=20))
    def test_hostile_words_find_nothing_and_break_nothing(self, engine, asked, facet, value):
        asked = replace(asked, facets={**asked.facets, facet: [value]}, counted=[*asked.counted, facet])
        reference = ReferenceEngine()
        content = [document("k1", title="a b", tags="c _a", facets={"tag": ["x"]}), document("k2", body="a | b d")]
        for filled in (engine, reference):
            filled.write(content)
        assert answer(engine, asked) == answer(reference, asked)

    def test_words_that_no_text_can_have_are_not_met(self, engine):
        engine.write([document("a", title="a b or", body="select x")])
        for word in HOSTILE[:15]:
            assert keys(engine.search(query(word))) == [], word
            engine.search(query(phrases=[word, f'{word} " {word}']))
