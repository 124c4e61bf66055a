"""Measures of a ranking: the usual ones through ir-measures, those of facts here.

    all-evidence@10      1 if every fact of the question is found in the first ten, else 0
    evidence recall@10   the share of the question's facts that are

The mean over questions counts every judged question; one for which nothing was found has 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.evaluation.retrieval.datasets import Unit
from qa.evaluation.retrieval.gold import Gold
from qa.evaluation.retrieval.running import Ranking

Scores = Mapping[str, float]
"""A question's value of each measure, 0 to 1."""

STANDARD = {
    "Hits@4": "Success@4",
    "Hits@10": "Success@10",
    "MRR@10": "RR@10",
    "MAP@10": "AP@10",
    "nDCG@10": "nDCG@10",
    "Recall@100": "R@100",
}
"""Our labels (news question answering says hits, reports say MRR) and the names in ir-measures."""
EVIDENCE = ("all-evidence@10", "evidence recall@10")
CUTOFF = 10


def measures_of(unit: Unit) -> tuple[str, ...]:
    """The labels of what is measured."""
    return (*STANDARD, *EVIDENCE) if unit is Unit.PASSAGE else tuple(STANDARD)


def score_rankings(
    rankings: Sequence[Ranking], gold: Sequence[Gold], unit: Unit
) -> tuple[Scores, ...]:
    """Each question's scores, in order."""
    standard = _standard_scores(rankings, gold)
    if unit is Unit.DOCUMENT:
        return standard
    return tuple(
        {**scores, **_evidence_scores(ranking.units, each.facts)}
        for scores, ranking, each in zip(standard, rankings, gold, strict=True)
    )


def _standard_scores(rankings: Sequence[Ranking], gold: Sequence[Gold]) -> tuple[Scores, ...]:
    import ir_measures

    labels = {ir_measures.parse_measure(name): label for label, name in STANDARD.items()}
    judgments = {
        ranking.question: dict(each.relevant) for ranking, each in zip(rankings, gold, strict=True)
    }
    # Scores fall by one with each rank: the evaluators sort by score, and break ties by name.
    found = {
        ranking.question: {unit: float(-rank) for rank, unit in enumerate(ranking.units)}
        for ranking in rankings
    }
    scores = {ranking.question: dict.fromkeys(STANDARD, 0.0) for ranking in rankings}
    for each in ir_measures.iter_calc(list(labels), judgments, found):
        scores[each.query_id][labels[each.measure]] = float(each.value)
    return tuple(scores[ranking.question] for ranking in rankings)


def _evidence_scores(units: Sequence[str], facts: Sequence[Sequence[frozenset[str]]]) -> Scores:
    read = frozenset(units[:CUTOFF])
    found = [any(place <= read for place in places) for places in facts]
    all_evidence, recall = EVIDENCE
    return {all_evidence: float(all(found)), recall: sum(found) / len(found)}
