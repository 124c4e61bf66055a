"""Do two statements of different articles tell of the same event?

Wrongly joined events make false disagreements, so everything that sets two apart counts: other
names, other days or periods, other kinds of the same thing ("tram crash", "bus crash"), a plan
here and a fact there. What they share must be more than a topic.
"""

from __future__ import annotations

from index.types import Article
from qa.conflicts.accounts import Account
from qa.language.figure_words import PERSONS, STATES
from qa.language.words import content_stems, name_words, stem
from qa.types import Source
from qa.weighing.statements import opening

DAYS_APART = 7
"""Most days between the publication of two reports of one event."""
LEAST_SHARED, FEWEST = 3, 2
"""Content words, names included, that two statements of one event share at least."""
LEAST_SHARE = 0.5
"""Of the content words of the shorter one."""
LEAST_COSINE = 0.6
"""Of their embeddings. Of the pairs in MultiHop-RAG with figures of one kind that differ, those
below are of different things (docs/log.md)."""
NEAR = 0.8
"""Cosine that is asked for where neither statement names anyone or anything, and from which on a
word less need be shared."""
LEAST_SETTING = 0.5
"""Share of the names around one statement that must stand around the other, where the statements
themselves share none."""

SEVERAL = 2
"""Words of names that two statements share at least if names stand against each other in them."""


def same_event(
    one: Account, other: Account, cosine: float, *, dated: bool = True, strict: bool = True
) -> bool:
    """Whether two statements of different articles surely tell of one event.

    Args:
        cosine: of the embeddings of the two statements.
        dated: whether what they say of its day must agree; where that is the question, it may not.
        strict: whether two that share several names are still of two events where each names
            someone whom the other does not; of an accident the one quotes the police, the other
            the hospital.
    """
    return (
        cosine >= LEAST_COSINE
        and _same_days(one, other, dated)
        and one.negated == other.negated
        and one.ahead == other.ahead
        and not one.again
        and not other.again
        and _same_names(one, other, cosine, strict)
        and _shares_enough(one, other, FEWEST if cosine >= NEAR else LEAST_SHARED)
        and not _told_apart(one, other)
    )


def same_story(one: Article, other: Article) -> bool:
    """Whether two articles tell of one story: what they open with shares a name, and much else.

    Less than one event: enough where the question says which of its figures is meant.
    """
    apart = _days_apart(one, other)
    if apart is not None and apart > DAYS_APART:
        return False
    opens, others = (frozenset(content_stems(_beginning(each))) for each in (one, other))
    shared = opens & others
    names = [{stem(word.text) for word in name_words(_beginning(each))} for each in (one, other)]
    return bool(names[0] & names[1]) and (
        len(shared) >= LEAST_OF_STORY * min(len(opens), len(others))
    )


LEAST_OF_STORY = 0.25
"""Share of the content words with which the shorter of two articles on one story opens that the
other opens with as well."""


def _beginning(article: Article) -> str:
    return f"{article.title or ''}. {opening(article)}"


def days_between(one: Source, other: Source) -> int | None:
    """Days between the publication of two articles; None where one states none."""
    return _days_apart(one.article, other.article)


def _days_apart(one: Article, other: Article) -> int | None:
    if one.published is None or other.published is None:
        return None
    return abs((one.published - other.published).days)


def _same_days(one: Account, other: Account, dated: bool) -> bool:
    """Whether nothing that either says of time sets them apart."""
    apart = days_between(one.source, other.source)
    same_named = bool(one.days & other.days)
    if apart is not None and apart > DAYS_APART and not same_named:
        return False
    if not dated:
        return True
    if one.periods != other.periods:
        return False
    if one.days and other.days and not same_named:
        return False
    return not (one.weekdays and other.weekdays and not one.weekdays & other.weekdays)


def _same_names(one: Account, other: Account, cosine: float, strict: bool) -> bool:
    """Whether both are about the same people and places, as far as they name any.

    "Novak scored 12" and "Dvorak scored 15" may stand in reports of one match, so names that stand
    against each other set two statements apart whatever stands around them.
    """
    shared = one.names & other.names
    if one.names - other.names and other.names - one.names:
        return not strict and len(shared) >= SEVERAL
    if shared:
        return True
    if not one.names | other.names and cosine < NEAR:
        return False
    if not (one.names <= other.around and other.names <= one.around):
        return False
    fewer = min(len(one.setting), len(other.setting))
    return len(one.setting & other.setting) >= LEAST_SETTING * fewer


def _shares_enough(one: Account, other: Account, least: int) -> bool:
    """Whether what the one tells is told by the other, or stands around it, at least in part."""
    shared = one.roots & other.roots
    fewer = min(len(one.roots), len(other.roots))
    if len(shared) < 2 or not shared - PERSONS - set(STATES.values()):
        return False
    supplied = (one.roots & other.around) | (other.roots & one.around)
    return len(supplied) >= least and len(supplied) >= LEAST_SHARE * fewer


def _told_apart(one: Account, other: Account) -> bool:
    """Whether a word that both use means another thing in each: "tram crash" and "bus crash"."""
    for word in {word for _, word in one.pairs} & {word for _, word in other.pairs}:
        here = {modifier for modifier, each in one.pairs if each == word}
        there = {modifier for modifier, each in other.pairs if each == word}
        if not here & there and not here & other.around and not there & one.around:
            return True
    return False
