"""What a later article revises ("1.9 billion euros, not the 2.3 announced") or says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qa.asked import Query
from qa.judging import ANSWERABLE, Judged
from qa.language.figure_words import states_named, states_told
from qa.language.revisions import counts_anew, revises
from qa.questions.given import answer_apart, in_common
from qa.questions.kinds import expected_kind

SURE_REVISION = 0.75
"""Probability of a statement that revises another without naming what that says."""
LATER_KEPT = 0.7
"""Least share of the best statement's probability for one that a newer article answers by."""


def revision(query: Query, chosen: Sequence[int], ranked: Judged) -> tuple[int, ...]:
    """What revises the best statement chosen, and that statement; empty where nothing does.

    "Not the 2.3 billion announced" is seldom as close to a question as what it corrects, but is
    what a reader has to know first.
    """
    kind = expected_kind(query.standalone)
    if kind is None or kind == "name" or not chosen or len(query.parts) > 1:
        return ()
    best = chosen[0]
    for i, judgment in enumerate(ranked.judgments):
        if judgment.probability >= ANSWERABLE and _is_revised(kind, query, best, i, ranked):
            return i, best
    return ()


def later_answers(question: str, chosen: Sequence[int], ranked: Judged) -> list[int]:
    """The statements of newer articles than all chosen that answer otherwise, the best first.

    For what is asked of now: who leads the company is told by many articles of last year, and in
    passing by one of today. None where a chosen one's article states no date.
    """
    days = {ranked.statements[i].source.article.day for i in chosen}
    if not days or date.min in days:
        return []
    kind = expected_kind(question) or "number"
    least = max(LATER_KEPT * ranked.score, ANSWERABLE)
    return [
        i
        for i, (statement, each) in enumerate(zip(ranked.statements, ranked.judgments, strict=True))
        if each.probability >= least
        and statement.source.article.day > max(days)
        and all(answer_apart(kind, each.answer, ranked.judgments[j].answer) for j in chosen)
    ]


def _is_revised(kind: str, query: Query, first: int, second: int, ranked: Judged) -> bool:
    """Whether the second statement, of an article that is not older, surely revises the first.

    It names what was said before; or it is a date put off, or a count of the same, that answers
    well by itself.
    """
    before, after = (ranked.statements[i].source for i in (first, second))
    day, later = before.article.published, after.article.published
    if before.article.id == after.article.id or (day and later and later < day):
        return False
    said, says = (ranked.judgments[i] for i in (first, second))
    if not revises(after.text) or not answer_apart(kind, says.answer, said.answer):
        return False
    if in_common(kind, said.answer, after.text):
        return True
    asked = states_named(query.standalone)
    of_the_same = counts_anew(after.text) and (not asked or asked & states_told(after.text))
    return says.probability >= SURE_REVISION and (kind == "date" or bool(of_the_same))
