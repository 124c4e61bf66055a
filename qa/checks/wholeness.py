"""What is left of a sentence still says something: its main clause, what was said, "per match"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, starmap

from qa.checks.grammar import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    is_participle,
    is_verb,
)
from qa.checks.reading import CLAUSE_LINKS, Reading, Token, read
from qa.checks.speech import attributions
from qa.language.closed_words import IRREGULAR_PARTICIPLES, IRREGULAR_PASTS, NEGATIONS
from qa.language.tenses import verbs_in
from qa.language.words import masked, words

_BRACKETS = re.compile(r"\([^)]*\)?")
_HANGS = frozenset(
    "after although because before since though unless until when whereas while".split()
)
HEARERS = 5
"""Tokens after a verb of speech within which "that" begins what was said: "told the court that"."""
_RATE = re.compile(
    r"(?P<count>(?!(?:19|20)\d\d\s)\d[\d,.]*\w*)\s(?:(?:per|each|every|an?)\s(?!cent\b)\w+)"
)
_HANGING = re.compile(
    r"\b(?:and|but)\s(?:after|although|as|because|before|by the time|if|once|though|until|when"
    r"|while)\b[^,;]*$"
)


def not_whole(sentence: str, evidence: str) -> str:
    """Why what is left of the evidence says too little to stand alone; "" where it stands.

    A clause is looked for outside of those that only hang on one: "Novak said", "who had left",
    "when it rained". Where the evidence itself has no verb that is surely one, none is asked for.
    """
    if sentence.strip() == evidence.strip():
        return ""
    for rate in _RATE.finditer(evidence):
        if rate["count"] in sentence and rate.group() not in sentence:
            return f"a rate without its unit: {rate['count']}"
    if _HANGING.search(sentence) and not _HANGING.search(evidence):
        return "a clause that hangs on nothing"
    if verbs_in(main_clauses(evidence)) and not _verbs(main_clauses(sentence)):
        return "the main clause is left out"
    if _ends_in_aside(sentence, evidence):
        return "an aside in place of the main clause"
    if _lost_verb(sentence, evidence):
        return "a clause without its verb"
    if _ends_before_predicate(sentence, evidence):
        return "the predicate behind an aside is left out"
    return ""


def _ends_before_predicate(sentence: str, evidence: str) -> bool:
    """Whether it ends at the comma before a verb: "The board, which met," of "…, has resigned"."""
    last = r"\W+".join(re.escape(word.text) for word in words(sentence)[-LAST_WORDS:])
    ended = rf"\b{last}[”\"’']?,[”\"’']?\s(?:{_PREDICATE})\b"
    return bool(last) and re.search(ended, evidence) is not None


LAST_WORDS = 3
"""By which the end of a sentence is found again in its evidence."""
_PREDICATE = "|".join(sorted((AUXILIARIES | IRREGULAR_PASTS | {"told"}) - {"said"}))
"""What no clause begins with after a comma but a predicate; "said Kolar" may."""


def _ends_in_aside(sentence: str, evidence: str) -> bool:
    """Whether the only verb left is that of an aside: "The lawsuit, filed in federal court."."""
    aside = _LAST_ASIDE.search(sentence)
    if aside is None or _verbs(main_clauses(sentence[: aside.start()])):
        return False
    return is_participle(aside["verb"]) and bool(
        re.search(rf", {re.escape(aside['told'])}[^,;]*,", evidence)
    )


_LAST_ASIDE = re.compile(r", (?P<told>(?P<verb>[a-z]+)\b[^,;]*)[.?!]$")


def _lost_verb(sentence: str, evidence: str) -> bool:
    """Whether a clause after "and" or "but" lost its verb: "…, but the historian Kolar."."""
    whole = list(_coordinate(evidence))
    for clause in _coordinate(sentence):
        same = next((each for each in whole if each.opener == clause.opener), None)
        if same is None:
            continue
        whole = whole[whole.index(same) + 1 :]
        if not clause.may_have_verb and same.size > clause.size:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Clause:
    opener: tuple[str, str]
    """Its first two words."""
    size: int
    """Its words, without what only hangs on it."""
    may_have_verb: bool
    """Surely one, or what may be one in the present tense: "the council wants"."""


@lru_cache(maxsize=1024)
def _coordinate(text: str) -> tuple[_Clause, ...]:
    """The clauses of a text that begin with "and", "but" and the like."""
    reading, left = read(text), main_clauses(text)
    verbs = _verbs(left)
    begins = [i for i, wall in enumerate(reading.walls[:-1]) if wall] + [len(reading.tokens)]
    found = []
    for first, end in pairwise(begins):
        if reading.tokens[first].key not in CLAUSE_LINKS or first + 1 == len(reading.tokens):
            continue
        start, stop = reading.tokens[first].start, reading.tokens[end - 1].end
        opener = (reading.tokens[first].key, reading.tokens[first + 1].key)
        told = [each for each in reading.tokens[first:end] if left[each.start : each.end].strip()]
        surely = any(start <= verb < stop for verb in verbs)
        found.append(_Clause(opener, len(told), surely or any(starmap(_may_be, pairwise(told)))))
    return tuple(found)


def _may_be(before: Token, token: Token) -> bool:
    """Whether a token may be a verb in the present tense, by its ending and what stands before."""
    named = before.key in DETERMINERS or before.possessive or before.number
    return is_verb(token) and token.key not in NEGATIONS and not named


def _verbs(text: str) -> list[int]:
    """Where words begin that may be verbs with a tense: "shut" too, which says nothing of when."""
    past = [word.start for word in words(text) if word.key in _MAY_BE_PAST and not word.capital]
    apart = [start for start in past if not _AUXILIARY.search(text[:start])]
    return sorted({*verbs_in(text), *apart})


_AUXILIARY = re.compile(r"\b(?:been|being|had|has|have|is|was|were)\s$")


_MAY_BE_PAST = IRREGULAR_PASTS | IRREGULAR_PARTICIPLES


@lru_cache(maxsize=1024)
def main_clauses(text: str) -> str:
    """The text with all that only hangs on a clause blanked."""
    reading = read(text)
    spans = [match.span() for match in _BRACKETS.finditer(text)]
    speech = attributions(reading)
    spans += [_span(reading, first, last) for first, last in speech]
    said = {index for _, last in speech for index in range(last, last + HEARERS)}
    left = masked(text, spans)
    count = len(reading.tokens)
    for index, token in enumerate(reading.tokens):
        if not left[token.start : token.end].strip():
            continue
        hangs = token.key in RELATIVES or (
            token.key == "that" and _follows_noun(reading, index) and index not in said
        )
        opens = reading.edges[index] and token.key in PREPOSITIONS
        opens = opens or (reading.walls[index] and token.key in ("if", "once"))
        if not (hangs or opens or token.key in _HANGS):
            continue
        end = next((i for i in range(index + 1, count) if reading.edges[i]), count)
        stop = reading.tokens[end - 1].end
        if hangs and not reading.edges[index]:
            stop = _before_second_verb(text, token.start, stop)
        left = masked(left, [(token.start, stop)])
    return left


def _span(reading: Reading, first: int, last: int) -> tuple[int, int]:
    return reading.tokens[first].start, reading.tokens[last - 1].end


def _follows_noun(reading: Reading, index: int) -> bool:
    """Whether "that" may be "which": not after a verb, nor where a clause begins."""
    if not index or reading.edges[index]:
        return False
    before = reading.tokens[index - 1]
    return before.content and not verbs_in(before.text)


def _before_second_verb(text: str, start: int, stop: int) -> int:
    """Where a clause without commas ends: "the ferry that ran aground | was off course"."""
    verbs = _verbs(text[start:stop])
    return start + verbs[1] if len(verbs) > 1 else stop
