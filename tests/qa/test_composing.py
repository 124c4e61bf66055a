"""What becomes of a draft: shown as it is, or replaced by the article's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.types import Article
from qa.composing import compose, finish, tidy
from qa.types import Evidence, Source, Verdict
from tests.fakes import FakeChecker, FakeGenerator, FakeScorer
from tests.qa.making import article

SAID = "The bridge will close for 12 weeks from Monday, the city council said."
QUESTION = "How long will the bridge close?"


def evidence(text: str = SAID, of: Article | None = None) -> Evidence:
    whole = of or article(text)
    source = Source(whole, 0, len(text), text, context="")
    return Evidence(source, copies=(), answer="", score=0.9)


def test_a_faithful_draft_is_shown_as_supported() -> None:
    draft = "The bridge will close for 12 weeks, the city council said."
    (composed,) = compose(QUESTION, [evidence()], FakeGenerator({"bridge": draft}))
    assert (composed.text, composed.verdict) == (draft, Verdict.SUPPORTED)


def test_the_words_that_answer_go_with_what_is_composed() -> None:
    told = replace(evidence(), answer="12 weeks")
    for draft in (SAID, "The bridge will close for 14 weeks."):
        (composed,) = finish(QUESTION, [told], [draft])
        assert composed.answer == "12 weeks"


@pytest.mark.parametrize(
    "draft",
    [
        "The bridge will close for 14 weeks, the city council said.",
        "The tunnel will close for 12 weeks, the city council said.",
        "The bridge will close, the city council said.",
        "How long will the bridge close?",
        "The bridge will close for 12 weeks, the city council said, the bridge will close for",
        "",
    ],
)
def test_a_draft_that_fails_gives_way_to_the_articles_words(draft: str) -> None:
    (composed,) = finish(QUESTION, [evidence()], [draft])
    assert (composed.text, composed.verdict) == (f"“{SAID}”", Verdict.QUOTED)


def test_a_draft_that_lost_its_speaker_gets_it_back() -> None:
    (composed,) = finish(QUESTION, [evidence()], ["The bridge will close for 12 weeks."])
    text = "The bridge will close for 12 weeks, according to the city council."
    assert (composed.text, composed.verdict) == (text, Verdict.SUPPORTED)


def test_a_copy_is_cited_only_if_it_says_what_is_shown() -> None:
    same = "For 12 weeks from Monday the bridge will close, said the city council."
    less = "The bridge will close from Monday, the city council said."
    copies = tuple(Source(article(t), 0, len(t), t, context="") for t in (same, less))
    told = replace(evidence(), copies=copies)
    (composed,) = finish(QUESTION, [told], [""])
    assert [source.text for source in composed.sources] == [SAID, same]
    shorter = "The bridge will close from Monday, the city council said."
    (composed,) = finish("When will the bridge close?", [told], [shorter])
    assert [source.text for source in composed.sources] == [SAID, same, less]


def test_what_the_checker_does_not_find_in_the_evidence_is_quoted() -> None:
    draft = "The bridge will close for 12 weeks, the city council said."
    checker = FakeChecker(refused=[draft])
    (composed,) = finish(QUESTION, [evidence()], [draft], checker)
    assert (composed.text, composed.verdict) == (f"“{SAID}”", Verdict.QUOTED)
    assert not composed.check.passed
    (composed,) = finish(QUESTION, [evidence()], [draft], FakeChecker())
    assert (composed.text, composed.verdict) == (draft, Verdict.SUPPORTED)


def test_the_evidence_itself_is_no_draft_that_was_held_back() -> None:
    """Though it speaks in the first person, which no draft may."""
    own = "We will close the bridge for 12 weeks."
    checker = FakeChecker()
    (composed,) = finish(QUESTION, [evidence(own)], [own], checker)
    assert (composed.text, composed.check.passed) == (f"“{own}”", True)
    assert checker.batches == []


def test_a_list_without_full_stops_is_quoted() -> None:
    text = "The bridge will close for 12 weeks, and then the tunnel, " * 500 + "they said."
    draft = "The bridge will close for 12 weeks, they said."
    (composed,) = finish(QUESTION, [evidence(text)], [draft])  # read closely, it would take minutes
    assert (composed.text, composed.verdict) == (f"“{text}”", Verdict.QUOTED)


def test_all_evidence_is_drafted_in_one_batch() -> None:
    generator = FakeGenerator()
    several = [evidence(), evidence("The river rose by 3 metres on Friday.")]
    assert len(list(compose(QUESTION, several, generator))) == 2
    assert generator.batches == [2]


def small(scorer: FakeScorer) -> FakeGenerator:
    generator = FakeGenerator()
    generator.scorer = scorer
    return generator


def test_a_small_model_chooses_among_shorter_sentences_and_writes_none() -> None:
    generator = small(FakeScorer())
    (composed,) = compose(QUESTION, [replace(evidence(), answer="12 weeks")], generator)
    text = "The bridge will close for 12 weeks, the city council said."
    assert (composed.text, composed.verdict) == (text, Verdict.SUPPORTED)
    assert generator.batches == []


def test_what_a_small_model_finds_unlikely_is_not_shown() -> None:
    scorer = FakeScorer(unlikely=["12 weeks, the"])
    (composed,) = compose(QUESTION, [replace(evidence(), answer="12 weeks")], small(scorer))
    assert (composed.text, composed.verdict) == (f"“{SAID}”", Verdict.QUOTED)
    assert scorer.asked[0][-1] == SAID


def test_who_speaks_before_a_quotation_is_told_behind_it() -> None:
    said = "said mayor Ida Voss. “The bridge will close for 12 weeks.”"
    told = replace(evidence(said), answer="12 weeks")
    (composed,) = compose(QUESTION, [told], small(FakeScorer()))
    assert composed.text == "“The bridge will close for 12 weeks,” said mayor Ida Voss."
    assert composed.verdict is Verdict.SUPPORTED


def test_a_sentence_that_cannot_be_shorter_is_quoted_without_asking() -> None:
    scorer = FakeScorer()
    (composed,) = compose(QUESTION, [evidence("The bridge will close.")], small(scorer))
    assert (composed.text, composed.verdict) == ("“The bridge will close.”", Verdict.QUOTED)
    assert scorer.asked == []


def test_a_chosen_sentence_does_not_wait_for_the_choice_of_the_next() -> None:
    scorer = FakeScorer()
    told = replace(evidence(), answer="12 weeks")
    composing = compose(QUESTION, [told, told], small(scorer))
    next(composing)
    assert len(scorer.asked) == 1
    assert len(list(composing)) == 1
    assert len(scorer.asked) == 2


def test_the_first_sentence_of_a_long_answer_does_not_wait_for_the_rest() -> None:
    generator = FakeGenerator()
    composing = compose(QUESTION, [evidence()] * 4, generator)
    next(composing)
    assert generator.batches == [1]
    assert len(list(composing)) == 3
    assert generator.batches == [1, 3]


@pytest.mark.parametrize(
    ("draft", "clean"),
    [
        ("Answer: It rained. [1]\n\nNote: weather", "It rained."),
        ("Sentence: It rained.", "It rained."),
        ("\n  It rained.  ", "It rained."),
        ("", ""),
    ],
)
def test_tidy(draft: str, clean: str) -> None:
    assert tidy(draft) == clean


def test_what_was_told_is_not_told_again_to_say_who_is_meant() -> None:
    divers = "Divers searched the canal for three days."
    found = "They brought up eleven bicycles."
    whole = article(f"{divers} {found}")

    def piece(text: str) -> Evidence:
        start = whole.text.index(text)
        return Evidence(Source(whole, start, start + len(text), text, ""), (), "", 0.9)

    question = "What came out of the canal?"
    (alone,) = compose(question, [piece(found)], FakeGenerator())
    assert alone.text == f"“{divers} {found}”"
    both = [each.text for each in compose(question, [piece(divers), piece(found)], FakeGenerator())]
    assert both == [f"“{divers}”", f"“{found}”"]
