"""What was found -> what is worth saying of it: what answers, or an overview."""

from __future__ import annotations

from collections.abc import Sequence

from index.library import Library
from index.types import Filters, Hit
from qa.asked import Query
from qa.dates.dating import newest_first
from qa.evidence import choose_evidence
from qa.judging import Judged, judge_statements
from qa.overview import candidates, comes_first, overview
from qa.reader import Reader
from qa.types import Evidence

Chosen = tuple[Judged, tuple[Evidence, ...]]
"""What was read, judged, and what of it is worth saying, in order."""


def choose(
    query: Query, hits: Sequence[Hit], library: Library, within: Filters, reader: Reader | None
) -> Chosen:
    """What answers, or else an overview where one may be asked for; without either no evidence.

    An overview that is surely asked for, or that says who or what the topic is, comes before
    anything that answers.

    Args:
        hits: the passages to read.
        within: the only articles that an overview may tell of.
        reader: without it, statements are judged by weaker signals.
    """
    asked = query.overview
    early = asked is not None and (asked.certain or asked.alone or asked.introduces)
    told = _overview(query, hits, library, within) if early else None
    if told is not None and comes_first(query, told[1]):
        return told
    judged = judge_statements(query, hits, library.embedder, reader)
    evidence = newest_first(query, choose_evidence(query, judged))
    if evidence:
        return judged, evidence
    if not early:
        told = _overview(query, hits, library, within)
    return told or (judged, ())


def _overview(
    query: Query, hits: Sequence[Hit], library: Library, within: Filters
) -> Chosen | None:
    """What tells of the topic, where an overview may be asked for."""
    if query.overview is None:
        return None
    found = candidates(query, hits, library, within)
    return overview(query, library.there(found), library)
