"""Where words can be left out of a sentence without joining what stood apart.

"The mayor of Brno resigned" can lose "of Brno"; "Novak met Kral and Dvorak resigned" cannot lose
"met Kral and Dvorak". There is no parser here: a cut is allowed where punctuation or a closed class
of English words (prepositions, conjunctions, dates) shows what is cut, and refused otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa.checks.reading import CLAUSE_LINKS, EDGE, Reading, Token
from qa.closed_words import (
    BE,
    IRREGULAR_PARTICIPLES,
    IRREGULAR_PASTS,
    MODALS,
    NEGATIONS,
    SPEECH_VERBS,
    TIME_UNITS,
    TIME_WORDS,
    TITLES,
    WEEKDAYS,
)

PREPOSITIONS = frozenset(
    """about above across after against along among around at before behind below between beyond by
    despite during for from in into like near of off on onto over through throughout to toward
    towards under until upon via with within without amid following including
    """.split()
)
_OF_TIME_OR_PLACE = frozenset("after amid at before despite during in on throughout within".split())
SUBORDINATORS = frozenset(
    """that which who whom whose where when while because although though whether if unless until
    since after before as how why what than so
    """.split()
)
_FREE = frozenset("a an the that has have had also however meanwhile further just".split())
_VERBS = BE | MODALS | {"has", "have", "had", "do", "does", "did"}
_DETERMINERS = frozenset(
    """a an the this these those his her its their our my your of in at by for from with about
    against between
    """.split()
)
_PRONOUNS = frozenset("he she it they him her them his its their this these both".split())
_COMPASS = frozenset("north south east west northern southern eastern western central new".split())
_TIMES = (TIME_WORDS | TIME_UNITS) - {"second"}
_DATE_WORDS = frozenset(
    {*_TIMES, "last", "next", "this", "early", "late", "the"}
    | {
        "earlier",
        "later",
        "on",
        "in",
        "at",
        "for",
        "morning",
        "afternoon",
        "evening",
        "night",
        "weekend",
    }
)
_ADJECTIVE = re.compile(r"(?:[^l]ly|al|ous|ive|ic|ful|less|able|ible|ish|ary|ern|ese|ian|ean)$")
_BRACKETED = re.compile(r"\([^()]*\)?")
_VERBAL = re.compile(r"(?:ing|ed)$")
LONGEST_TRIM = 4
"""Words before a noun that may go at once."""


def is_safe_cut(
    evidence: Reading,
    left: int,
    right: int,
    *,
    filled: bool = False,
    speech: Collection[int] = (),
) -> bool:
    """Whether the tokens between two kept ones can go.

    Args:
        evidence: the sentence that words are left out of.
        left: the kept token before, -1 where the draft begins.
        right: the kept token after, the number of tokens where the draft ends.
        speech: tokens with which a clause of speech begins, "Novak said".
        filled: the draft has words of its own there, which may stand for "he" or "the two".
    """
    tokens = evidence.tokens[left + 1 : right]
    if not tokens:
        return True
    if _is_hyphen(evidence, left + 1) or _is_hyphen(evidence, right):
        return False
    if left >= 0 and evidence.tokens[left].key in NEGATIONS and right < len(evidence.tokens):
        return all(token.key in _FREE for token in tokens)
    if left < 0 and right == len(evidence.tokens):
        return True
    if filled and is_reference(evidence, left, tokens):
        return True
    if left < 0:
        return _can_begin(evidence, right, tokens, filled)
    if right == len(evidence.tokens):
        return _can_end(evidence, left, tokens)
    if right in speech and evidence.ends[left + 1]:
        return True
    return _can_skip(evidence, left, right, tokens)


def _is_hyphen(evidence: Reading, index: int) -> bool:
    """Whether a token hangs on the one before: "large-scale" is not cut in two."""
    if not 0 < index < len(evidence.tokens):
        return False
    return evidence.text[evidence.tokens[index - 1].end : evidence.tokens[index].start] == "-"


def _can_begin(evidence: Reading, right: int, tokens: Sequence[Token], filled: bool) -> bool:
    if evidence.ends[right]:
        return True
    new_clause = evidence.walls[right] or (
        evidence.walls[right - 1] and tokens[-1].key in CLAUSE_LINKS
    )
    if new_clause and not filled:
        return True
    if _reports(tokens) and (tokens[-1].key in SPEECH_VERBS | {"that"} or evidence.edges[right]):
        return True
    opens = _introduces(tokens[0]) or tokens[0].key.endswith("ing")
    opening = _BRACKETED.sub("", evidence.text[tokens[0].start : tokens[-1].end])
    if evidence.edges[right] and opens and not EDGE.search(opening):
        return True
    return _is_trim(evidence, -1, right, tokens) or all(token.key in _FREE for token in tokens)


def _can_end(evidence: Reading, left: int, tokens: Sequence[Token]) -> bool:
    first = tokens[0]
    if first.key in ("or", "than"):
        return False
    if evidence.edges[left + 1]:
        return True
    return evidence.tokens[left].key not in PREPOSITIONS and _introduces(first)


def _can_skip(evidence: Reading, left: int, right: int, tokens: Sequence[Token]) -> bool:
    if any(evidence.walls[left + 2 : right]) or "or" in (tokens[0].key, tokens[-1].key):
        return False
    opened, closed = evidence.edges[left + 1], evidence.edges[right]
    if opened and closed:
        return not tokens[0].capital or _reports(tokens) or all(t.capital for t in tokens)
    if all(token.key in _FREE or _is_adverb(token) for token in tokens):
        return True
    if evidence.tokens[left].key in PREPOSITIONS and not evidence.tokens[right].content:
        return False  # nothing would be left for the preposition
    if _is_date(tokens) or _is_limb(evidence, left, right, tokens):
        return True
    return (
        _is_trim(evidence, left, right, tokens)
        or _is_reported(tokens)
        or _is_phrase(evidence, left, right, tokens)
    )


def _is_phrase(evidence: Reading, left: int, right: int, tokens: Sequence[Token]) -> bool:
    """ "of Brno", "in the city": a preposition and a noun without a clause in it."""
    first, following, closed = tokens[0].key, evidence.tokens[right], evidence.edges[right]
    if closed:
        return _introduces(tokens[0]) and not evidence.walls[right]
    inside = {token.key for token in tokens[1:]}
    if first not in PREPOSITIONS - SUBORDINATORS or _inner_edges(evidence, left + 1, right):
        return False
    last = tokens[-1]
    if not last.content or last.possessive or (last.number and len(last.root) != 4):
        return False
    if inside & (SUBORDINATORS | _VERBS | {"and", "to"}) or any(
        _VERBAL.search(t.key) for t in tokens[1:]
    ):
        return False
    if first == "to" and not any(token.capital for token in tokens[1:]):
        return False
    after = evidence.tokens[right + 1 : right + 2]
    dated = following.key in PREPOSITIONS and any(t.key in TIME_WORDS for t in after)
    if dated or following.key in _OF_TIME_OR_PLACE:
        return True
    return _is_verb(following) or following.key in SUBORDINATORS


def _is_verb(token: Token) -> bool:
    """Whether a word may well be a finite verb; a noun in -s or -ed is taken for one."""
    if token.capital or token.possessive:
        return False
    return (
        token.key in _VERBS | IRREGULAR_PASTS | IRREGULAR_PARTICIPLES
        or token.key.endswith(("ed", "s", "ly"))
        or token.key in NEGATIONS
    )


def _is_trim(evidence: Reading, left: int, right: int, tokens: Sequence[Token]) -> bool:
    """Words before a noun: "the newly elected mayor", "Mayor Novak", but never "South Korea"."""
    noun = evidence.tokens[right]
    if len(tokens) > LONGEST_TRIM or _inner_edges(evidence, left, right) or evidence.edges[right]:
        return False
    if tokens[-1].key in _COMPASS and tokens[-1].capital and noun.capital:
        return False
    if not noun.content or any(token.possessive for token in tokens):
        return False
    apart = left < 0 or evidence.edges[left + 1]
    before = evidence.tokens[left]
    if all(_is_adjective(token) and not token.capital for token in tokens):
        return apart or not before.capital or before.possessive
    if noun.capital:
        named = all(t.capital or t.key in TITLES or t.key == "the" for t in tokens)
        return named and tokens[-1].key in TITLES and (apart or not before.capital)
    if left >= 0 and (before.key in _DETERMINERS or before.number or before.possessive):
        return all(token.content and not token.number for token in tokens) and not any(
            _VERBAL.search(token.key) for token in tokens[:-1]
        )
    return False


def _is_adverb(token: Token) -> bool:
    return not token.capital and bool(re.search(r"ly$", token.key))


def _is_adjective(token: Token) -> bool:
    return token.content and not token.number and bool(_ADJECTIVE.search(token.key))


def _is_date(tokens: Sequence[Token]) -> bool:
    """ "on Tuesday", "in May 2023", "last week": nothing else hangs on it."""
    dated = any(t.key in _TIMES or (t.number and len(t.root) == 4) for t in tokens)
    if tokens[-1].key in PREPOSITIONS | {"the", "last", "next", "this", "early", "late"}:
        return False
    return dated and all(token.key in _DATE_WORDS or token.number for token in tokens)


def _is_limb(evidence: Reading, left: int, right: int, tokens: Sequence[Token]) -> bool:
    """One of two names joined by "and", whole."""
    before, after = evidence.tokens[left], evidence.tokens[right]
    if tokens[0].key == "and":
        whole = evidence.edges[right] or not after.capital
        return whole and len(tokens) > 1 and all(token.capital for token in tokens[1:])
    whole = evidence.edges[left + 1] or not before.capital
    return whole and tokens[-1].key == "and" and all(token.capital for token in tokens[:-1])


def is_reference(evidence: Reading, left: int, tokens: Sequence[Token]) -> bool:
    """Whether what is cut is "he", "their", "the two leaders": a draft may name them instead."""
    if not tokens:
        return False
    start = 0
    if left < 0:  # what stands before the clause goes as well
        ends = [i for i in range(len(tokens)) if evidence.walls[i]]
        start = ends[-1] if ends else 0
        if tokens[start].key in CLAUSE_LINKS:
            start += 1
    told = tokens[start:]
    if not told or any(token.capital and token.content for token in told):
        return False
    if len(told) == 1:
        return told[0].key in _PRONOUNS
    return told[0].key in {"the", "these", "those", "both"} and len(told) <= 3


def _reports(tokens: Sequence[Token]) -> bool:
    return any(token.key in SPEECH_VERBS or token.key == "according" for token in tokens)


def _is_reported(tokens: Sequence[Token]) -> bool:
    return tokens[-1].key == "that" and tokens[0].key in SPEECH_VERBS


def _introduces(token: Token) -> bool:
    return (
        token.key in PREPOSITIONS
        or token.key in SUBORDINATORS - {"than"}
        or token.key in {"and", "but", "according", *WEEKDAYS, "last", "yesterday", "today", "this"}
        or _is_adverb(token)
    )


def _inner_edges(evidence: Reading, left: int, right: int) -> bool:
    return any(evidence.edges[left + 2 : right])
