"""Scores and summaries of answers made by hand, with every figure worked out beforehand."""

from dataclasses import replace

import pytest

from qa.evaluation.measures import Score, failed, score, summarise
from qa.evaluation.questions import Fact, Question
from qa.evaluation.shares import NONE, Share, quantile
from qa.types import Answer, Verdict
from tests.qa.evaluation.evaluation_examples import CALL, VISIT, answered, cite, not_found, say

LENGTH = Fact(("25 minute*",), frozenset({"call.txt"}))
PLACE = Fact(("Canada",), frozenset({"call.txt"}))
QUESTION = Question("q", "list", "What of the call?", True, (LENGTH, PLACE), at_least=2)
NEAR_MISS = Question("n", "near_miss", "Which ministers attended?", answerable=False)

SPOKE = cite(1, CALL, "Lee and Ishiba spoke by phone on Monday for 25 minutes.")
MEET = cite(2, CALL, "They agreed to meet in Canada.")
FLEW = cite(3, VISIT, "Ishiba flew to Busan on Friday.")
RELATED = cite(4, CALL, "Trump in Peru")


def of(*sentences: object, question: Question = QUESTION) -> Score:
    return score(question, answered(*sentences), 1.0)  # type: ignore[arg-type]


def test_a_right_answer() -> None:
    result = of(say("They spoke for 25 minutes.", SPOKE), say("They will meet in Canada.", MEET))
    assert result.right
    assert result.found == result.cited == result.supported == (True, True)
    assert result.sentences_on_point == 2
    assert result.citations_gold == result.citations_exact == result.citations_body == Share(2, 2)
    assert result.invented == result.beyond_quotes == ()


def test_every_required_fact_counts() -> None:
    result = of(say("They spoke for 25 minutes.", SPOKE))
    assert (result.found, result.right) == ((True, False), False)
    fewer = of(say("They spoke for 25 minutes.", SPOKE), question=replace(QUESTION, at_least=1))
    assert fewer.right


def test_a_fact_cited_to_an_article_that_does_not_state_it_is_not_right() -> None:
    result = of(say("They spoke for 25 minutes.", FLEW), say("They will meet in Canada.", MEET))
    assert result.found == (True, True)
    assert result.cited == (False, True)
    assert not result.right
    assert result.citations_gold == Share(1, 2)


def test_a_right_sentence_does_not_lend_its_citation_to_another() -> None:
    result = of(say("They spoke for 25 minutes."), say("They will meet in Canada.", MEET))
    assert result.cited == (False, True)
    assert result.sentences_cited == Share(1, 2)


def test_the_right_article_with_the_wrong_quote_is_right_but_not_supported() -> None:
    result = of(say("They spoke for 25 minutes.", MEET), say("They will meet in Canada.", MEET))
    assert result.right
    assert result.supported == (False, True)


def test_saying_something_forbidden_makes_an_answer_wrong() -> None:
    strict = replace(QUESTION, at_least=1, forbidden=("15 minute*",))
    result = of(say("25 minutes, not fifteen minutes.", SPOKE), question=strict)
    assert result.forbidden == ("15 minute*",)
    assert result.cited == (True, False)
    assert not result.right


def test_padding_shows_in_the_answer_precision() -> None:
    result = of(say("They spoke for 25 minutes.", SPOKE), say("Ishiba flew to Busan.", FLEW))
    assert summarise([result]).on_point == Share(1, 2)


def test_a_quote_that_is_no_exact_slice_and_one_from_furniture() -> None:
    shifted = replace(SPOKE, start=SPOKE.start + 1, end=SPOKE.end + 1)
    result = of(say("They spoke.", shifted), say("Trump is in Peru.", RELATED))
    assert result.citations_exact == Share(1, 2)
    assert result.citations_body == Share(0, 2)


def test_a_quote_over_two_body_paragraphs_is_from_the_body() -> None:
    both = cite(1, CALL, "25 minutes.\nThey agreed to meet in Canada.")
    assert of(say("They spoke.", both)).citations_body == Share(1, 1)
    split = replace(CALL, body=((CALL.body[0][0], SPOKE.end - 12), *CALL.body[1:]))
    assert of(say("They spoke.", replace(both, article=split))).citations_body == Share(0, 1)


def test_what_is_invented_is_held_against_the_articles_that_the_sentence_itself_cites() -> None:
    result = of(
        say("Ishiba flew to Busan for 40 minutes.", SPOKE),
        say("Ishiba flew to Busan.", FLEW),
    )
    assert result.invented == ("Busan", "40")


def test_beyond_quotes_lists_what_the_article_says_elsewhere() -> None:
    result = of(say("Lee and Ishiba will meet in Canada.", MEET))
    assert result.invented == ()
    assert result.beyond_quotes == ("Lee", "Ishiba")


@pytest.mark.parametrize(
    ("answer", "right"), [(not_found(), True), (answered(say("Lee did.", SPOKE)), False)]
)
def test_an_unanswerable_question_is_answered_right_by_refusing(
    answer: Answer, right: bool
) -> None:
    assert score(NEAR_MISS, answer, 0.0).right is right


def test_refusing_or_failing_is_not_right_for_an_answerable_question() -> None:
    assert not score(QUESTION, not_found(), 0.0).right
    assert not failed(QUESTION, "GenerationError: no server", 0.0).right
    assert not failed(NEAR_MISS, "GenerationError: no server", 0.0).right


def test_a_refusal_may_point_to_what_answers() -> None:
    assert score(QUESTION, not_found(FLEW, SPOKE), 0.0).pointed_to
    assert not score(QUESTION, not_found(FLEW), 0.0).pointed_to
    assert not score(QUESTION, not_found(), 0.0).pointed_to
    assert not score(NEAR_MISS, not_found(SPOKE), 0.0).pointed_to


def test_summary() -> None:
    quoted = say("“They agreed to meet in Canada.”", MEET, verdict=Verdict.QUOTED)
    spoke = say("They spoke for 25 minutes.", SPOKE, FLEW)
    scores = [
        score(QUESTION, answered(spoke, quoted, dropped=2), 1.0),
        score(QUESTION, answered(say("Tanaka spoke for 25 minutes.", SPOKE)), 2.0),
        score(QUESTION, not_found(MEET), 3.0),
        failed(QUESTION, "GenerationError: no server", 4.0),
        score(NEAR_MISS, not_found(), 5.0),
        score(NEAR_MISS, answered(say("Lee did not.", FLEW), dropped=1), 6.0),
    ]
    summary = summarise(scores)
    assert summary.right == Share(2, 6)
    assert summary.right_answerable == Share(1, 4)
    assert summary.refused_rightly == Share(1, 2)
    assert summary.refused_wrongly == Share(1, 4)
    assert summary.pointed_to == Share(1, 1)
    assert summary.by_kind == (("list", Share(1, 4)), ("near_miss", Share(1, 2)))
    assert summary.facts_found == Share(3, 8)
    assert summary.facts_cited == Share(3, 8)
    assert summary.facts_supported == Share(3, 8)
    assert summary.citations_gold == Share(3, 5)
    assert summary.citations_exact == Share(5, 5)
    assert summary.on_point == Share(3, 3)
    assert summary.answers_inventing == Share(1, 3)
    assert summary.invented == 1
    assert summary.verdicts == (("quoted", Share(1, 4)), ("supported", Share(3, 4)))
    assert (summary.dropped, summary.errors) == (3, 1)
    assert summary.sentences_per_answer == pytest.approx(4 / 3)
    assert summary.words_per_answer == pytest.approx((5 + 6 + 5 + 3) / 3)
    assert summary.seconds_median == pytest.approx(3.5)
    assert summary.seconds_p90 == pytest.approx(5.5)


def test_facts_beyond_the_number_asked_for_do_not_make_up_for_others() -> None:
    question = replace(QUESTION, at_least=1)
    all_facts = say("25 minutes, then Canada.", SPOKE)
    scores = [score(question, answered(all_facts), 1.0), score(question, not_found(), 1.0)]
    assert summarise(scores).facts_found == Share(1, 2)


def test_a_summary_of_nothing() -> None:
    summary = summarise([])
    assert summary.right == NONE
    assert summary.right.value is None
    assert summary.right.interval is None
    assert summary.seconds_median is None
    assert summary.words_per_answer is None


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [  # none of n gives an upper end of z² / (n + z²); the others by hand from the formula
        (Share(0, 10), 0.0, 0.2775),
        (Share(10, 10), 0.7225, 1.0),
        (Share(5, 10), 0.2366, 0.7634),
        (Share(81, 100), 0.7222, 0.8749),
    ],
)
def test_wilson_interval(share: Share, low: float, high: float) -> None:
    assert share.interval == pytest.approx((low, high), abs=5e-5)


def test_quantiles_interpolate() -> None:
    assert quantile([1.0, 2.0, 4.0], 0.5) == 2.0
    assert quantile([1.0, 2.0, 4.0], 0.75) == pytest.approx(3.0)
    assert quantile([7.0], 0.9) == 7.0
    assert quantile([], 0.5) is None
