"""An overview is asked for -> Evidence: what the articles on a topic begin with, and what is near.

A news article begins with what sums it up, and its first sentences are hard to beat as a summary
(Nenkova, AAAI 2005). So each article about the topic is told of by its lead; where few are, more of
what they say of it follows, each time what is near the topic and to the rest, and unlike what has
been chosen: maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998). Where no topic is
named, more of it follows as it is written. Only what surely tells of the topic is taken: every name
and word of it stands in the statement, or in the title or the opening paragraphs of its article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from index.filters import folded
from index.library import Library
from index.types import Article, Filters, Hit
from qa.asked import Mention, Overview, Period, Query
from qa.dates.dating import asks_of_now
from qa.evidence import INTRODUCTION, evidence_of, without_copies
from qa.judging import Judged, vectors_of
from qa.language.words import dates
from qa.questions.parts import IS_NAMED
from qa.types import Evidence
from qa.weighing.introducing import FULLY, introduces
from qa.weighing.leads import lead_of, leans, tells_of
from qa.weighing.relevance import Judgment
from qa.weighing.repeating import repeats
from qa.weighing.same_days import means
from qa.weighing.statements import Statement, statements
from qa.weighing.topics import Topic, title_and_opening, topic_of

MOST = 5
"""Articles told of at most, each by its lead."""
FEW = 4
"""Sentences of an overview of fewer articles than that, where they say as much."""
INTRODUCED = INTRODUCTION.most
"""Sentences that tell who somebody is, or what something is."""
NEWEST = 100
"""Articles looked at where no topic is named."""
OPENING_PASSAGES = 2
PASSAGES_FOUND = 60
"""Passages of whose articles any may be about a topic."""
PASSAGES_READ = 24
INTRODUCING = 0.4
"""What it is worth that a statement introduces the topic, for each degree of that; in cosines."""
DAYS_TOLD_LATER = 3
"""Days after which an article may still be there to tell what happened on one day, or on so few."""
FEW_WORDS = 2
"""Names and other words of a topic that stands alone and asks for no more than an overview."""


def candidates(
    query: Query, hits: Sequence[Hit], library: Library, within: Filters
) -> tuple[Article, ...]:
    """The articles that an overview may tell of, inside `within`, the most likely first.

    Those of the hits where a topic is named; else those that the last answer cites, or the newest
    of the publishers and days that are named.
    """
    if topic_of(query).named:
        topic = query.overview.topic if query.overview else ""
        found = [*hits, *library.search(topic, PASSAGES_FOUND, within)]
        return tuple({hit.article.id: hit.article for hit in found}.values())
    if query.spoken_of:
        cited = library.those_of(tuple(query.spoken_of), within)
        return tuple(sorted(cited, key=lambda each: each.day, reverse=True))
    named = [n for each in query.mentions if _is_sure(query, each) for n in each.publishers]
    inside = {folded(name) for name in within.publishers}
    publishers = [name for name in named if not inside or folded(name) in inside]
    if named and not publishers:
        return ()
    since = max([within.since or date.min, *(each.first for each in query.periods)])
    until = min([within.until or date.max, *(_told_until(each) for each in query.periods)])
    narrowed = replace(
        within,
        publishers=tuple(publishers) or within.publishers,
        since=None if since == date.min else since,
        until=None if until == date.max else until,
    )
    return library.newest(NEWEST, narrowed)


def overview(
    query: Query, articles: Sequence[Article], library: Library
) -> tuple[Judged, tuple[Evidence, ...]] | None:
    """What to say where an overview is asked for, in order; None where no article tells of it.

    Where it is asked who or what the topic is, one must say so.

    Args:
        query: one with an `overview`.
        articles: those that may be told of, as `candidates` finds them.
    """
    asked, topic = query.overview or Overview("", certain=False), topic_of(query)
    if asked.topic and not (topic.named or query.mentions or query.periods):
        return None
    found, leads, read = _told(query, topic, articles, library)
    worth = [introduces(each, topic) for each in found]
    if asked.introduces:
        found, leads = [each for each, worth_it in zip(found, worth, strict=True) if worth_it], 0
        worth = [each for each in worth if each]
    if not found or (asked.introduces and max(worth) < FULLY):
        return None
    vectors = vectors_of(found, read, library.embedder)
    if topic.named:
        near = library.embedder.encode([query.standalone])[0]
        order = _by_novelty(vectors, near, leads, INTRODUCING * np.array(worth))
    else:
        order = _as_written(found)
    judged = Judged(
        statements=tuple(found[i] for i in order),
        judgments=(Judgment(1.0, ""),) * len(found),
        vectors=vectors[order],
        whole=1.0,
    )
    kept = without_copies(range(len(found)), judged.statements, judged.vectors)
    leading = sum(i < leads for i in kept)
    kept = kept[: INTRODUCED if asked.introduces else max(FEW, leading)]
    if topic.named:
        first = max(leading, int(asked.introduces))
        kept[first:] = _in_text_order(kept[first:], judged.statements)
    return judged, evidence_of(kept, judged)


def _told(
    query: Query, topic: Topic, articles: Sequence[Article], library: Library
) -> tuple[list[Statement], int, list[Hit]]:
    """What the articles tell of the topic, leads first, how many these are, and what was read."""
    allowed = [each for each in articles if _may_tell(query, each)]
    about = [each for each in allowed if topic.is_in(title_and_opening(each))]
    if not topic.named or asks_of_now(query.standalone) or _ASKS_NEWS.search(query.standalone):
        about.sort(key=lambda each: each.day, reverse=True)
    del about[MOST:]
    read = _read(query, topic, about, allowed, library)
    found = [
        each
        for each in statements(read)
        if tells_of(each, topic) and not repeats(query, each.source) and _is_of_then(query, each)
    ]
    leads = [i for each in about for i in lead_of(found, each, topic)]
    others = [
        each
        for i, each in enumerate(found)
        if i not in leads and topic.touches(each.source.text) and not leans(each.source.text)
    ]
    return [found[i] for i in leads] + others, len(leads), read


_ASKS_NEWS = re.compile(
    r"\b(?:new|news|newest|latest|recent|updates?|up to (?:date|speed)|going on|happening"
    r"|headlines)\b",
    re.I,
)


def comes_first(query: Query, told: Sequence[Evidence]) -> bool:
    """Whether an overview is to be given before anything that answers.

    Where it is surely asked for, where it is asked who or what the topic is, and where a topic of
    few words is all that was typed, if the first article told of has all of it in its title or
    opening.
    """
    if query.overview is None or query.overview.certain or query.overview.introduces:
        return query.overview is not None
    topic = topic_of(query)
    few = 0 < len(topic.names) + len(topic.stems) <= FEW_WORDS
    return query.overview.alone and few and topic.is_in(title_and_opening(told[0].source.article))


def _may_tell(query: Query, article: Article) -> bool:
    """Whether an article is of the publishers and days that are named, if any are.

    One of another day may still tell of the day that is named.
    """
    named = [each for each in query.mentions if _is_sure(query, each)]
    if named and not any(article.publisher in each.publishers for each in named):
        return False
    return all(
        _is_of(article, query, period) or means(article, query, period) for period in query.periods
    )


def _is_of_then(query: Query, statement: Statement) -> bool:
    """Whether a statement tells of the periods named; in an article that is of them, all do."""
    source = statement.source
    return all(
        _is_of(source.article, query, period)
        or means(source.article, query, period, (source.start, source.end))
        for period in query.periods
    )


def _is_of(article: Article, query: Query, period: Period) -> bool:
    """Whether an article was published in a period, or names it in its title or opening."""
    named = query.standalone[period.start : period.end]
    return period.holds(article.published) or dates(named) <= dates(title_and_opening(article))


def _told_until(period: Period) -> date:
    """The last day on which what happened in a period is news."""
    if period.last == date.max or (period.last - period.first).days > DAYS_TOLD_LATER:
        return period.last
    return period.last + timedelta(days=DAYS_TOLD_LATER)


def _is_sure(query: Query, mention: Mention) -> bool:
    return mention.certainty >= IS_NAMED or _is_topic(query, mention)


def _is_topic(query: Query, mention: Mention) -> bool:
    """Whether a publisher's name is all that is asked about: "the Northern Post"."""
    topic = query.overview.topic if query.overview else ""
    name = query.standalone[mention.start : mention.end]
    return bool(name) and topic.casefold().removeprefix("the ") == name.casefold().removeprefix(
        "the "
    )


def _read(
    query: Query,
    topic: Topic,
    about: Sequence[Article],
    allowed: Sequence[Article],
    library: Library,
) -> list[Hit]:
    """The first passages of each article about the topic, then others that may tell of it."""
    first = [
        Hit(passage, each, 0.0, 0.0, 0.0, 0.0)
        for each in about
        for passage in library.passages(each.id)[:OPENING_PASSAGES]
    ]
    among = tuple(each.id for each in (allowed if topic.named else about))
    if not among or (not topic.named and len(about) >= FEW):
        return first
    return [*first, *library.search(query.standalone, PASSAGES_READ, Filters(articles=among))]


def _as_written(found: Sequence[Statement]) -> list[int]:
    """The first statement of each article in the order of the articles, then the second of each."""
    places: dict[str, list[int]] = {}
    for i, each in enumerate(found):
        places.setdefault(each.source.article.id, []).append(i)
    rows = (
        [lead, *sorted(others, key=lambda i: found[i].source.start)]
        for lead, *others in places.values()
    )
    return [i for rank in zip_longest(*rows) for i in rank if i is not None]


def _in_text_order(kept: Sequence[int], found: Sequence[Statement]) -> list[int]:
    """What is of one article as it is written there, articles by what is told of them first."""
    articles = [found[i].source.article.id for i in kept]
    return sorted(
        kept,
        key=lambda i: (articles.index(found[i].source.article.id), found[i].source.start),
    )


def _by_novelty(
    vectors: NDArray[np.float32],
    topic: NDArray[np.float32],
    chosen: int,
    worth: NDArray[np.float64],
) -> list[int]:
    """The first `chosen`, then each time what is near to topic and rest, and unlike those before.

    Args:
        vectors: embeddings of the statements, shape (statements, dimension).
        topic: that of the topic, shape (dimension,).
        worth: what a statement is worth beside its nearness, shape (statements,).
    """
    order = list(range(chosen))
    left = list(range(chosen, len(vectors)))
    relevance = vectors @ (topic + vectors.mean(axis=0)) + worth
    similar = vectors @ vectors.T
    while left:
        said = similar[order].max(axis=0) if order else np.zeros(len(vectors))
        best = max(left, key=lambda i: float(relevance[i] - said[i]))
        order.append(best)
        left.remove(best)
    return order
