"""Who did it to whom: order, and the passive."""

from __future__ import annotations

from itertools import pairwise

from qa.checks.cuts import is_reference
from qa.checks.reading import Reading, read
from qa.checks.selection import SAYING, select
from qa.language.closed_words import BE, IRREGULAR_PARTICIPLES, TITLES

_LINKS = frozenset("by against from before after without over for to".split())
"""Prepositions that give what follows another part in what happened."""


def changed_voice(sentence: str, evidence: str) -> str:
    """A participle that gains or loses its "was": who did it is then whom it was done to."""
    told, source, selection = read(sentence), read(evidence), select(sentence, evidence)
    for index, token in enumerate(told.tokens):
        place = selection.places[index]
        if place is None or not _is_participle(token.key):
            continue
        if _is_passive(told, index) != _is_passive(source, place) and not (
            _by_follows(told, index) and _by_follows(source, place)
        ):
            if told.edges[index] or (
                index and not told.tokens[index - 1].content and not _is_passive(told, index)
            ):
                continue
            return f"roles: {told.tokens[max(0, index - 1)].text} {token.text}"
    known = {token.key for token in source.tokens}
    for before, token in pairwise(told.tokens):
        if token.key in _LINKS and token.key not in known and before.key != "according":
            return f"roles: {before.text} {token.text}"
    return ""


def inserted(sentence: str, evidence: str) -> str:
    """Content words that the evidence has not, but where a name stands for its "he" or "the two".

    Not among what is exact: a rewording with synonyms is refused too.
    """
    told, source, places = read(sentence), read(evidence), select(sentence, evidence).places
    known = {token.root for token in source.tokens}
    for index, token in enumerate(told.tokens):
        if not token.content or token.root in known or token.key in SAYING:
            continue
        left = next((p for p in reversed(places[:index]) if p is not None), -1)
        right = next((p for p in places[index + 1 :] if p is not None), len(source.tokens))
        replaced = source.tokens[left + 1 : right]
        named = token.capital or token.key in TITLES
        if not named or not is_reference(source, left, replaced):
            return f"words put in: {token.text}"
    return ""


def misplaced(sentence: str, evidence: str) -> str:
    """Words joined that stood apart, or told in another order."""
    wrong = select(sentence, evidence).wrong
    return f"joined otherwise than in the evidence, before: {', '.join(wrong)}" if wrong else ""


def _is_participle(key: str) -> bool:
    return (key.endswith("ed") and len(key) > 4) or key in IRREGULAR_PARTICIPLES


def _is_passive(reading: Reading, index: int) -> bool:
    place = index - 1
    while place >= 0 and (
        reading.tokens[place].key.endswith("ly") or reading.tokens[place].key in _BETWEEN
    ):
        place -= 1
    return place >= 0 and reading.tokens[place].key in BE


_BETWEEN = frozenset("not also still then now never".split())


def _by_follows(reading: Reading, index: int) -> bool:
    return any(token.key == "by" for token in reading.tokens[index + 1 : index + 3])
