"""What takes back or limits a statement stays with it: "but it may be recounted", "was acquitted".

Which words do so are closed classes; phrases that limit are in qa.checks.limits.
"""

from __future__ import annotations

import re
from itertools import pairwise

from qa.checks.grammar import OPENERS, RELATIVES, is_adverb
from qa.checks.limits import (
    lost_condition,
    lost_limit,
    lost_permission,
    lost_restriction,
    lost_rival,
)
from qa.checks.reading import Reading, read
from qa.checks.scope import VERBS
from qa.checks.selection import select
from qa.language.closed_words import MODALS, UNTRUE


def lost_reservation(sentence: str, evidence: str) -> str:
    """What takes back or limits the statement before it stays: "but it may be recounted"."""
    kept, source = select(sentence, evidence).kept, read(evidence)
    for index, token in enumerate(source.tokens):
        if index not in kept and any(
            place in kept for place in range(_limited_from(source, index), index)
        ):
            return f"a reservation lost: {token.text}"
    checks = (lost_limit, lost_restriction, lost_permission, lost_condition, lost_rival)
    return next((lost for check in checks if (lost := check(kept, source))), "")


def _limited_from(source: Reading, index: int) -> int:
    """Where that begins which a token limits or takes back: `index` itself for most tokens.

    "But" limits the sentence before it, or the "all" that it follows; "denied" takes back whatever
    stands before its clause; "must pay or move" does not say that they must pay.
    """
    key = source.tokens[index].key
    if key in _RESERVING and (source.edges[index] or (key == "but" and _adds_deed(source, index))):
        return next(i for i in range(index, -1, -1) if source.ends[i])
    if (key == "but" and _follows_all(source, index)) or (key == "or" and _may_do(source, index)):
        return source.stretch(index)
    if key in UNTRUE and index and source.edges[index] and source.edges[index + 1]:
        return source.stretch(index - 1)  # "was convicted, wrongly, of fraud"
    if key in _UNDONE and _joins_deed(source, index):
        return source.stretch(index)
    following = source.tokens[index + 1 : index + 4]
    if key in _RETRACTING or (key in _TAKING and any(token.key == "back" for token in following)):
        begin = source.stretch(index)
        told = any(token.key in _REFERRING for token in following)
        return index if not begin or (source.tokens[begin].key in RELATIVES and not told) else 0
    return index


def _adds_deed(source: Reading, index: int) -> bool:
    """Whether a verb follows "but", after an adverb perhaps: "was convicted but later released"."""
    following = [token for token in source.tokens[index + 1 : index + 3] if not token.capital]
    if following and (is_adverb(following[0]) or following[0].key in OPENERS):
        following = following[1:]
    return any(token.key in VERBS or token.key.endswith("ed") for token in following[:1])


def _joins_deed(source: Reading, index: int) -> bool:
    """Whether "and" stands before a verb: "was charged with fraud and later acquitted"."""
    before = [token for token in source.tokens[max(0, index - 2) : index] if not token.capital]
    if before and (is_adverb(before[-1]) or before[-1].key in OPENERS):
        before.pop()
    return any(token.key == "and" for token in before[-1:])


def _follows_all(source: Reading, index: int) -> bool:
    """Whether "but" takes out of what is told of all: "in all but two", "every day but Monday"."""
    before = [token.key for token in source.tokens[max(0, index - 2) : index]]
    return bool(_ALL.intersection(before)) and not source.edges[index]


def _may_do(source: Reading, index: int) -> bool:
    """Whether "or" stands before something else to do: a plain word, by its form no plural, after
    "must" or "to"."""
    before = source.tokens[source.stretch(index) : index]
    plain = source.tokens[index + 1 : index + 2]
    if not plain or plain[0].capital or plain[0].number or not plain[0].content:
        return False
    if re.search(r"(?:ing|ly|(?<!s)s)$", plain[0].key) or source.edges[index]:
        return False
    return any(
        (token.key in MODALS and not token.capital)
        or (token.key == "to" and after.content and not (after.capital or after.number))
        for token, after in pairwise(before)
    )


_ALL = frozenset(
    "all anybody anyone anything anywhere every everybody everyone everything everywhere".split()
)
_RESERVING = frozenset("although but despite except however though unless yet".split())
_REFERRING = frozenset("it this that them".split())
_TAKING = frozenset("take takes took taken taking".split())
_UNDONE = frozenset(
    """acquitted annulled exonerated overturned pardoned quashed rescinded revoked vetoed withdrawn
    """.split()
)
_RETRACTING = _UNDONE | frozenset(
    """apologised apologized contradicted corrected denied denies disproved disputed disputes
    recanted refuted retracted retracts reversed revised withdrawing withdraws withdrew
    """.split()
)
