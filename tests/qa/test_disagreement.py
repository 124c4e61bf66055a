from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from index.types import Article
from qa.disagreement import Sides, find_disagreement
from qa.evidence import Judged
from qa.query import understand
from qa.relevance import Judgment
from qa.statements import statements
from qa.types import Evidence
from tests.fakes import FakeEmbedder
from tests.qa.disagreement_cases import REAL, SEEMING, Case
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
