"""What is found, and what it scores."""

import pytest

from search.engines.base import POINTS_PER_UNIT, TEXT_PARTS, TIERS, points, points_of_meeting
from search.tests.contract.cases import concept, document, either, keys, query, together, worth


class Scoring:
    @pytest.mark.parametrize("part", TEXT_PARTS)
    def test_word_is_found_in_every_part_and_scores_by_its_tiers(self, engine, part):
        engine.write([document("here", **{part: "aaa animation bbb"}), document("not", **{part: "animationen"})])
        results = engine.search(query(concept("animation", weight=2.5)))
        assert keys(results) == ["here"]
        assert results.hits[0].score == worth(part, weight=2.5)

    def test_score_is_the_sum_over_tiers_of_the_best_alternative_met_there(self, engine):
        engine.write([document("one", title="festivalen", tags="festival", body="gathering")])
        asked = concept("festival", either("festivalen", closeness=0.9), either("gathering", closeness=0.5), weight=3.3)
        near, exact = (sum(points(3.3, tier.worth, closeness) for tier in tiers)
                       for closeness, tiers in ((0.9, TIERS[:1]), (1.0, TIERS[1:])))  # fmt: skip
        assert engine.search(query(asked)).hits[0].score == (near + exact) / POINTS_PER_UNIT

    def test_tiers_order_hits_from_title_to_body(self, engine):
        engine.write([document(part, **{part: "film"}) for part in reversed(TEXT_PARTS)])
        found = keys(engine.search(query("film")))
        assert (found[0], found[1], found[-1]) == ("title", "tags", "body")

    def test_number_and_length_of_texts_do_not_count(self, engine):
        engine.write([document("a", body="film"), document("b", body="film film film " + "other " * 500)])
        scores = [hit.score for hit in engine.search(query("film")).hits]
        assert scores == [worth("body")] * 2

    def test_concepts_add_up(self, engine):
        engine.write([document("both", title="film", body="music"), document("one", title="film")])
        asked = query(concept("film", weight=4.2), concept("music", weight=0.7), required=1)
        meeting = points_of_meeting(asked.meaning) / POINTS_PER_UNIT
        assert [(hit.key, hit.score) for hit in engine.search(asked).hits] == [
            ("both", round(2 * meeting + worth("title", weight=4.2) + worth("body", weight=0.7), 3)),
            ("one", round(meeting + worth("title", weight=4.2), 3)),
        ]

    def test_things_with_more_of_what_was_asked_for_come_first(self, engine):
        engine.write([document("all", body="a b c"), document("two", title="a b"), document("one", title="a")])
        asked = [concept("a", weight=11.0), concept("b", weight=0.1), concept(either("c", closeness=0.3), weight=0.01)]
        assert keys(engine.search(query(*asked, required=1))) == ["all", "two", "one"]

    def test_meeting_scores_nothing_where_all_is_required(self, engine):
        engine.write([document("both", body="film music")])
        assert engine.search(query("film", "music")).hits[0].score == 2 * worth("body")

    def test_sums_are_exact_where_32_bits_would_round(self, engine):
        words = [f"w{n}" for n in range(12)]
        engine.write([document("a", title=" ".join(words)), document("b", title=" ".join(words[:-1]))])
        asked = [concept(word, weight=11.987654321 + n / 7) for n, word in enumerate(words[:-1])]
        whole = query(*asked, concept(words[-1], weight=0.001), required=1)
        results, meeting = engine.search(whole), points_of_meeting(whole.meaning)
        expected = sum(points(c.weight, tier.worth, 1.0) for c in asked for tier in TIERS) + meeting * len(asked)
        last = sum(points(0.001, tier.worth, 1.0) for tier in TIERS) + meeting
        assert [hit.score * POINTS_PER_UNIT for hit in results.hits] == pytest.approx(
            [expected + last, expected], abs=1e-6
        )
        assert keys(results) == ["a", "b"]

    @pytest.mark.parametrize(("required", "found"), [(0, {"three", "two", "one", "none"}), (1, {"three", "two", "one"}),
                                                     (2, {"three", "two"}), (3, {"three"})])  # fmt: skip
    def test_as_many_concepts_as_required_must_be_met(self, engine, required, found):
        engine.write([document("three", body="a b c"), document("two", title="a", body="c"), document("one", tags="b"),
                      document("none", body="d")])  # fmt: skip
        assert set(keys(engine.search(query("a", "b", "c", required=required)))) == found

    def test_concept_that_nothing_can_meet_is_not_met(self, engine):
        engine.write([document("one", title="film")])
        assert keys(engine.search(query("film", concept()))) == []
        assert keys(engine.search(query("film", concept(), required=1))) == ["one"]
        assert keys(engine.search(query(concept(together())))) == []
        assert keys(engine.search(query(concept(together("film", "nowhere"))))) == []

    def test_empty_meaning_finds_everything(self, engine):
        engine.write([document("a", title="film"), document("b"), document("c", tombstone=True)])
        assert keys(engine.search(query())) == ["a", "b"]


class Groups:
    def test_groups_are_met_in_different_parts_of_a_tier(self, engine):
        engine.write([document("one", title="sound", body="art"), document("two", title="sound")])
        results = engine.search(query(concept(together("sound/sounds", "art/arts"))))
        assert keys(results) == ["one"]
        assert results.hits[0].score == worth("body")

    def test_groups_of_one_tier_score_in_it_whatever_their_order(self, engine):
        engine.write([document("one", title="arts and", tags="sounds")])
        results = engine.search(query(concept(together("sound/sounds", "art/arts", closeness=0.8))))
        assert results.hits[0].score == worth("tags", closeness=0.8)

    @pytest.mark.parametrize(
        ("title", "is_met"),
        [
            ("the sound art school", True),
            ("sounds arts", True),
            ("art sound", False),
            ("sound of art", False),
            ("sound | art", False),
            ("sound", False),
            ("sound sound art", True),
        ],
    )
    def test_in_order_means_side_by_side(self, engine, title, is_met):
        engine.write([document("one", title=title)])
        asked = concept(together("sound/sounds", "art/arts", in_order=True))
        assert keys(engine.search(query(asked))) == ["one"] * is_met

    def test_in_order_does_not_reach_from_one_part_into_another(self, engine):
        engine.write([document("one", title="sound", tags="art", names="sound", lead="art", body="sound")])
        assert keys(engine.search(query(concept(together("sound", "art", in_order=True))))) == []

    def test_in_order_scores_in_the_tiers_of_the_part_that_has_it(self, engine):
        engine.write([document("one", title="sound", lead="new sound art")])
        results = engine.search(query(concept(together("sound", "art", in_order=True))))
        assert results.hits[0].score == worth("lead")

    def test_a_whole_title_is_told_from_a_part_of_one_and_from_a_tag(self, engine):
        engine.write([document("whole", title="|| sound art || | || lydkunst ||"),
                      document("part", title="|| sound art school ||"),
                      document("tag", title="|| x ||", tags="a | sound art | b")])  # fmt: skip
        for title in ("sound art", "lydkunst"):
            asked = together("||", *title.split(), "||", in_order=True, closeness=2.5)
            results = engine.search(query(concept(asked)))
            assert [(hit.key, hit.score) for hit in results.hits] == [("whole", worth("title", closeness=2.5))]

    def test_in_order_with_one_group_is_a_choice(self, engine):
        engine.write([document("one", title="arts"), document("two", title="film")])
        assert keys(engine.search(query(concept(together("art/arts", in_order=True))))) == ["one"]

    def test_in_order_finds_the_same_word_twice(self, engine):
        engine.write([document("one", title="ha ha"), document("two", title="ha"), document("three", title="ha ho ha")])
        assert keys(engine.search(query(concept(together("ha", "ha", in_order=True))))) == ["one"]

    def test_in_order_takes_three_choices(self, engine):
        engine.write([document("one", body="x city of film y"), document("two", body="city of the film")])
        asked = concept(together("city/cities", "of", "film/films", in_order=True))
        assert keys(engine.search(query(asked))) == ["one"]

    def test_many_words_to_choose_from_are_no_trouble(self, engine):
        many = [f"word{n}" for n in range(150)]
        engine.write([document("one", title="word149 word0")])
        asked = concept(either(*many), together("/".join(many), "/".join(many), in_order=True, closeness=0.9))
        assert keys(engine.search(query(*[asked] * 12))) == ["one"]


class Phrases:
    def test_phrase_must_stand_word_for_word(self, engine):
        engine.write([document("one", lead="the old film school"), document("two", lead="film old school"),
                      document("three", title="film", lead="school")])  # fmt: skip
        assert keys(engine.search(query(phrases=["film school"]))) == ["one"]

    def test_phrase_finds_stop_words_marked_or_not(self, engine):
        engine.write([document("marked", body="city _of film"), document("plain", body="city of film"),
                      document("other", body="city film")])  # fmt: skip
        assert keys(engine.search(query(phrases=["city of film"]))) == ["marked", "plain"]

    def test_stop_words_are_no_words_of_concepts(self, engine):
        engine.write([document("marked", body="house _by sea"), document("plain", body="by ved havet")])
        assert keys(engine.search(query("by"))) == ["plain"]

    def test_phrase_does_not_reach_over_gaps_or_parts(self, engine):
        engine.write([document("gap", tags="film | school"), document("parts", title="film", tags="school")])
        assert keys(engine.search(query(phrases=["film school"]))) == []

    def test_every_phrase_is_required_beside_the_concepts(self, engine):
        engine.write([document("one", title="a b", body="c d e"), document("two", title="a b"),
                      document("three", title="a b", body="c d")])  # fmt: skip
        assert keys(engine.search(query("e", phrases=["a b", "c d"]))) == ["one"]
        assert keys(engine.search(query(phrases=["a b", "c d"]))) == ["one", "three"]

    def test_phrases_find_but_do_not_score(self, engine):
        engine.write([document("one", title="a b")])
        assert engine.search(query(phrases=["a b"])).hits[0].score == 0

    def test_phrase_of_one_word_is_a_required_word(self, engine):
        engine.write([document("one", title="film", body="music"), document("two", title="film")])
        assert keys(engine.search(query("film", phrases=["music"]))) == ["one"]
