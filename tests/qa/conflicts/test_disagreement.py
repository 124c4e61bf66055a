from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from index.library import Library
from index.types import Article
from qa.answering import Answerer
from qa.checker import Support
from qa.conflicts.disagreement import Sides, find_disagreement
from qa.judging import Judged
from qa.query import understand
from qa.types import Evidence
from qa.weighing.relevance import Judgment
from qa.weighing.statements import statements
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.conflicts.disagreement_cases import REAL, SEEMING, Case
from tests.qa.making import article, hits

TUESDAY = date(2025, 3, 4)


def report(case: Case, which: int, publisher: str) -> Article:
    text = (case.shown, case.other)[which]
    made = article(text, f"{which}-{publisher}.txt", title=case.titles[which], publisher=publisher)
    return replace(made, published=TUESDAY + timedelta(days=case.days * which))


def judged(articles: list[Article], answers: dict[str, str]) -> Judged:
    found = statements(hits(*articles))
    vectors = FakeEmbedder().encode([each.source.text for each in found])
    return Judged(
        found,
        tuple(Judgment(0.9, answers.get(each.source.article.id, "")) for each in found),
        vectors,
    )


def disagreement(question: str, articles: list[Article], answers: tuple[str, ...] = ()) -> Sides:
    """What is found against the first statement of the first article."""
    by_article = dict(zip((each.id for each in articles), answers, strict=False))
    ranked = judged(articles, by_article)
    source = ranked.statements[0].source
    item = Evidence(source, (), ranked.judgments[0].answer, 0.9)
    return find_disagreement(understand(question), item, ranked)


def of(case: Case) -> Sides:
    both = [report(case, 0, "The Velm Paper"), report(case, 1, "Karst Post")]
    return disagreement(case.question, both, case.answers)


@pytest.mark.parametrize("case", REAL, ids=lambda case: case.name)
def test_reports_that_contradict_each_other(case: Case) -> None:
    assert tuple(side[0].words for side in of(case)) == case.sides


@pytest.mark.parametrize("case", SEEMING, ids=lambda case: case.name)
def test_reports_that_only_seem_to(case: Case) -> None:
    assert of(case) == ()


def tram(text: str, name: str, **metadata: object) -> Article:
    made = article(text, f"{name}.txt", title="Tram leaves the rails in Velm", publisher=name)
    return replace(made, published=TUESDAY, **metadata)  # type: ignore[arg-type]


TWELVE = "Twelve people were injured when a tram left the rails in Velm on Monday."
FIFTEEN = "Fifteen people were hurt when a tram left the rails in Velm on Monday."
HURT = "How many people were injured when a tram left the rails in Velm?"


def publishers(sides: Sides) -> list[list[str | None]]:
    return [[report.source.article.publisher for report in side] for side in sides]


def test_three_against_one_are_all_told() -> None:
    again = "When a tram left the rails in Velm on Monday, 12 people were hurt."
    reports = [tram(TWELVE, "A"), tram(FIFTEEN, "B"), tram(again, "C"), tram(TWELVE, "D")]
    assert publishers(disagreement(HURT, reports)) == [["A", "C", "D"], ["B"]]


def test_three_figures_are_three_sides() -> None:
    nine = TWELVE.replace("Twelve", "Nine")
    reports = [tram(TWELVE, "A"), tram(FIFTEEN, "B"), tram(nine, "C")]
    assert publishers(disagreement(HURT, reports)) == [["A"], ["B"], ["C"]]


def museum(text: str, name: str, published: date) -> Article:
    made = article(text, f"{name}.txt", title="Velm museum open again", publisher=name)
    return replace(made, published=published)


NEW_YEAR = (date(2024, 12, 29), date(2025, 1, 3))


@pytest.mark.parametrize(
    ("texts", "published", "sides"),
    [
        (
            # the same day, told before and after the turn of the year
            ("The Velm museum reopened on December 28 after the flood.",) * 2,
            NEW_YEAR,
            0,
        ),
        (
            (
                "The Velm museum reopened on December 28 after the flood.",
                "The Velm museum reopened on December 27 after the flood.",
            ),
            NEW_YEAR,
            2,
        ),
        (
            # "last Friday", published on a Friday, is not that day
            (
                "The Velm museum reopened last Friday after the flood.",
                "The Velm museum reopened on 7 March after the flood.",
            ),
            (date(2025, 3, 14), date(2025, 3, 14)),
            0,
        ),
        (
            (
                "The Velm museum drew 1800 people when it reopened after the flood.",
                "The Velm museum drew 1900 people when it reopened after the flood.",
            ),
            (TUESDAY, TUESDAY),
            0,
        ),
    ],
)
def test_days_are_worked_out_before_they_are_compared(
    texts: tuple[str, str], published: tuple[date, date], sides: int
) -> None:
    reports = [museum(texts[i], "AB"[i], published[i]) for i in (0, 1)]
    assert len(disagreement("When did the Velm museum reopen?", reports)) == sides


def test_what_fits_both_is_on_neither_side() -> None:
    over = TWELVE.replace("Twelve", "More than ten")
    reports = [tram(TWELVE, "A"), tram(over, "C"), tram(FIFTEEN, "B")]
    assert publishers(disagreement(HURT, reports)) == [["A"], ["B"]]


def test_only_what_is_asked_for_is_told() -> None:
    first = "A tram left the rails in Velm on Monday, killing two people and injuring 12."
    reports = [tram(first, "A"), tram(first.replace("12", "15"), "B")]
    dead = "How many people were killed when a tram left the rails in Velm?"
    assert disagreement(dead, reports, ("two", "two")) == ()
    assert disagreement("When did a tram leave the rails in Velm?", reports) == ()
    assert len(disagreement("What happened to the tram in Velm?", reports)) == 2
    assert len(disagreement(HURT, reports, ("12", "15"))) == 2
    assert disagreement("How many trams run in Velm?", reports, ("12", "15")) == ()


def test_a_publisher_does_not_contradict_itself() -> None:
    later = replace(tram(FIFTEEN, "A"), id="later".ljust(16, "0"), path="later.txt")
    assert disagreement(HURT, [tram(TWELVE, "A"), later]) == ()


def test_articles_without_dates_and_publishers_are_compared() -> None:
    reports = [
        replace(tram(text, name), publisher=None, published=None)
        for text, name in ((TWELVE, "A"), (FIFTEEN, "B"))
    ]
    assert len(disagreement(HURT, reports)) == 2


class Agreeing:
    """A checker that finds everything supported."""

    name = "fake/agreeing"

    def check(self, pairs: Sequence[tuple[str, str]]) -> tuple[Support, ...]:
        return tuple(Support(0.9, 0.05, 0.05) for _ in pairs)


def test_a_checker_may_reconcile_two_names() -> None:
    case = next(case for case in REAL if case.name == "who won")
    both = [report(case, 0, "The Velm Paper"), report(case, 1, "Karst Post")]
    ranked = judged(both, dict(zip((each.id for each in both), case.answers, strict=True)))
    item = Evidence(ranked.statements[0].source, (), case.answers[0], 0.9)
    query = understand(case.question)
    assert len(find_disagreement(query, item, ranked)) == 2
    assert find_disagreement(query, item, ranked, Agreeing()) == ()


def test_an_answer_tells_both_sides_once(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add([tram(TWELVE, "The Velm Paper"), tram(FIFTEEN, "Karst Post")])
        answers = [Answerer(library, FakeGenerator()).answer(HURT) for _ in range(2)]
    first, second = answers[0].sentences
    assert (first.disagreement, first.independent_sources) == (False, 1)
    assert (second.disagreement, second.independent_sources) == (True, 2)
    assert {side.text for side in second.sides} == {
        "The Velm Paper reports “Twelve people were injured”",
        "Karst Post reports “Fifteen people were hurt”",
    }
    for citation in answers[0].citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote
    assert second.marked in answers[0].text
    assert answers[0].text == answers[1].text


def test_reports_that_agree_are_cited_together(tmp_path: Path) -> None:
    again = "On Monday a tram left the rails in Velm, and 12 people were injured.\nMore on page 4."
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add([tram(TWELVE, "The Velm Paper"), tram(again, "Karst Post")])
        answer = Answerer(library, FakeGenerator()).answer(HURT)
    (sentence,) = answer.sentences
    assert {citation.article.publisher for citation in sentence.citations} == {
        "The Velm Paper",
        "Karst Post",
    }
    assert not sentence.disagreement


def test_it_does_not_matter_which_report_is_shown() -> None:
    for case in (*REAL, *SEEMING):
        turned = replace(
            case,
            shown=case.other,
            other=case.shown,
            titles=case.titles[::-1],
            answers=case.answers[::-1],
        )
        assert (len(of(case)) > 1) == (len(of(turned)) > 1), case.name
