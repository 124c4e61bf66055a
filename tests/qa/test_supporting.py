"""Which drafts and further sources say it, by the exact checks and the checker."""

from __future__ import annotations

from dataclasses import replace

from qa.supporting import NOT_SUPPORTED, agreeing_copies, check_drafts, check_support
from qa.types import Evidence, Source
from tests.fakes import FakeChecker
from tests.qa.making import article

SAID = "The bridge will close for 12 weeks from Monday, the city council said."
SAME = "For 12 weeks from Monday the bridge will close, said the city council."
QUESTION = "How long will the bridge close?"


def source(text: str, context: str = "") -> Source:
    return Source(article(text), 0, len(text), text, context)


TOLD = Evidence(source(SAID), copies=(), answer="", score=0.9)


def test_the_checker_is_asked_once_and_not_of_what_has_already_failed() -> None:
    checker = FakeChecker()
    false = "The bridge will close for 14 weeks, the city council said."
    true = "The bridge will close for 12 weeks, the city council said."
    checks = check_drafts(QUESTION, [TOLD] * 4, [true, false, true, SAID], checker)
    assert [check.passed for check in checks] == [True, False, True, True]
    assert checker.batches == [2]


def test_the_checker_reads_a_source_with_what_stands_around_it() -> None:
    around = "Old Bridge, Brno. The mayor spoke on Friday."
    claims = [("It will close.", source(SAID, around)), ("It will close.", source(SAID))]
    refused, passed = check_support(claims, FakeChecker(refused=[f"{around} {SAID}"]))
    assert (refused.reasons, passed.reasons) == ((NOT_SUPPORTED,), ())


def test_without_a_checker_nothing_is_held_against_a_claim() -> None:
    assert [check.passed for check in check_support([("It rained.", source(SAID))], None)] == [True]
    checker = FakeChecker()
    assert check_support([], checker) == []
    assert checker.batches == []


def test_a_copy_that_the_checker_refuses_does_not_agree() -> None:
    told = replace(TOLD, copies=(source(SAME),))
    refusing = FakeChecker(refused=[f"| {SAME}"])
    assert agreeing_copies(QUESTION, [TOLD, told], [SAID, SAID], refusing) == [(), ()]
    assert agreeing_copies(QUESTION, [TOLD, told], [SAID, SAID], FakeChecker()) == [
        (),
        (source(SAME),),
    ]
