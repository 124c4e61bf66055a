"""A sentence of an article -> shorter ones that say part of it: what a small model may choose from.

A model of 135M parameters that writes freely loses the answer or invents one; what it can do is
tell which of several sentences reads well. So phrases are cut where qa.checks.cuts allows it, as in
sentence compression by deletion (Knight and Marcu 2002; Filippova et al. 2015), and the words that
answer, quotations, negations and who speaks always stay. The checks judge the result like any other
draft.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from qa.checks.cuts import is_safe_cut
from qa.checks.grammar import PREPOSITIONS, RELATIVES, SUBORDINATORS
from qa.checks.reading import LONGEST, Reading, read
from qa.checks.speech import attributions
from qa.language.closed_words import NEGATIONS
from qa.language.tenses import has_verb

MOST_CUTS = 3
BEAM = 6
"""Ways that are followed from each word for each number of cuts, the shortest ones."""

_ASIDE = re.compile(
    r"\([^)]*\)?|,\s(?:(?:an?|the)\s(?:[\w-]+\s){1,4}?)?"
    rf"(?:{'|'.join(sorted(RELATIVES))})\b[^,;]*"
)
"""Holds no verb of the sentence: "(left)", ", which met in Brno", ", a teacher who was there"."""
_QUOTATION = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_Path = tuple[int, ...]


def shortenings(sentence: str, answer: str = "") -> tuple[str, ...]:
    """What is left of a sentence when phrases are cut, shortest first, the sentence itself last.

    What has no verb that is surely one is left out: it may be no sentence. Nothing is cut from what
    is longer than LONGEST.

    Args:
        answer: words of the sentence that must stay.
    """
    reading = read(sentence)
    if len(reading.tokens) > LONGEST:
        return (sentence.strip(),)
    paths = sorted(_paths(reading, _needed(reading, answer)), key=lambda path: (len(path), path))
    written = dict.fromkeys(_write(reading, path) for path in paths if path)
    return tuple(
        text for text in written if text == sentence.strip() or has_verb(_ASIDE.sub("", text))
    )


def _needed(reading: Reading, answer: str) -> list[int]:
    """Tokens that no cut may take, in order."""
    spoken = {i for first, last in attributions(reading) for i in range(first, last)}
    quoted = [match.span() for match in _QUOTATION.finditer(reading.text)]
    start = reading.text.find(answer) if answer else -1
    told = range(start, start + len(answer)) if start >= 0 else range(0)
    return [
        index
        for index, token in enumerate(reading.tokens)
        if index in spoken
        or any(start <= token.start < end for start, end in quoted)
        or token.key in NEGATIONS
        or (token.start < told.stop and token.end > told.start)
    ]


def _paths(reading: Reading, needed: list[int]) -> list[_Path]:
    """The tokens that stay, for each way to cut; a beam search from the first token to the end."""
    count = len(reading.tokens)
    opening = _opening(reading)
    speech = frozenset(start for start, _ in attributions(reading))
    found: dict[tuple[int, int], list[_Path]] = {(-1, 0): [()]}
    ended: list[_Path] = []
    for last in range(-1, count):
        following = needed[bisect_left(needed, last + 1)] if needed[-1:] > [last] else count
        rights = [
            right
            for right in range(last + 1, following + 1)
            if _may_follow(reading, last, right, speech)
        ]
        for cuts in range(MOST_CUTS + 1):
            for path in sorted(found.pop((last, cuts), ()), key=len)[:BEAM]:
                for right in rights:
                    if right == last + 1:
                        reached = (right, cuts)
                    elif cuts == MOST_CUTS or (path[:1] == (0,) and last < opening < right):
                        continue  # an opening phrase needs the clause that it opens
                    else:
                        reached = (right, cuts + 1)
                    if right == count:
                        ended.append(path)
                    else:
                        found.setdefault(reached, []).append((*path, right))
    return ended


def _may_follow(reading: Reading, left: int, right: int, speech: frozenset[int]) -> bool:
    """Whether the token `right` may come after `left`: only whole phrases are cut.

    The checks bear more than this; but of what a model may choose, all should be good.
    """
    if right == left + 1:
        return True
    if not is_safe_cut(reading, left, right, speech=speech):
        return False
    if left < 0:
        return reading.edges[right] or reading.tokens[right - 1].key == "that"
    opens = reading.edges[left + 1] or reading.tokens[left + 1].key in PREPOSITIONS | SUBORDINATORS
    return opens and (right == len(reading.tokens) or reading.edges[right] or right in speech)


def _opening(reading: Reading) -> int:
    """Where a phrase that opens the sentence ends: "In Brno on Monday, ..."; 0 if none does."""
    if not reading.tokens:
        return 0
    first = reading.tokens[0]
    if first.key in PREPOSITIONS | SUBORDINATORS or first.key.endswith(("ing", "ed")):
        return next((i for i in range(1, len(reading.tokens)) if reading.edges[i]), 0)
    return 0


def _write(reading: Reading, path: _Path) -> str:
    """The kept tokens with the article's punctuation between them, as a sentence."""
    text, tokens = reading.text, reading.tokens
    speech = {start for start, _ in attributions(reading)}
    begin = text[: tokens[0].start] if path[0] == 0 else ""
    pieces = [begin.lstrip()]
    for before, index in zip((None, *path), path, strict=False):
        token = tokens[index]
        word = text[token.start : token.end]
        if before is None:
            pieces.append(word if index == 0 else word[:1].upper() + word[1:])
            continue
        joined = before + 1 == index or index in speech or not reading.edges[before + 1]
        pieces.append(text[tokens[index - 1].end : token.start] if joined else " ")
        pieces.append(word)
    end = text[tokens[-1].end :].rstrip() if path[-1] == len(tokens) - 1 else "."
    return "".join(pieces) + end
