"""Where words can be left out of a sentence without joining what stood apart.

"The mayor of Brno resigned" can lose "of Brno"; "Novak met Kral and Dvorak resigned" cannot lose
"met Kral and Dvorak". There is no parser here: a cut is allowed where punctuation or a closed class
of English words (prepositions, conjunctions, dates) shows what is cut, and refused otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa.checks.bonds import (
    is_apposition,
    is_bracketed,
    is_governed,
    is_hyphen,
    is_infinitive,
    is_inside_quotation,
    is_particle,
    is_stranded,
    is_taken_from_its_noun,
    joins_clauses,
    parts_verbs,
)
from qa.checks.grammar import (
    AUXILIARIES,
    COMPASS,
    DETERMINERS,
    FREE,
    OF_TIME_OR_PLACE,
    OPENERS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    introduces,
    is_adjective,
    is_adverb,
    is_date,
    is_reported,
    is_verb,
    is_verbal,
    reports,
)
from qa.checks.reading import CLAUSE_LINKS, EDGE, Reading, Token
from qa.language.closed_words import (
    NEGATIONS,
    SPEECH_VERBS,
    TIME_WORDS,
    TITLES,
)

_BRACKETED = re.compile(r"\([^()]*\)?")
_LINKS = CLAUSE_LINKS | {"or"}
_ABOUT = frozenset("about around at over under".split())
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
    if is_hyphen(evidence, left + 1) or is_hyphen(evidence, right):
        return False
    if left >= 0 and (
        is_taken_from_its_noun(evidence, left, right)
        or is_particle(evidence, left + 1)
        or is_infinitive(evidence, left + 1)
        or parts_verbs(evidence, left, right)
        or is_apposition(evidence, left, right)
        or is_governed(evidence, left, right)
        or is_stranded(evidence, left, right)
    ):
        return False
    if left >= 0 and evidence.tokens[left].key in NEGATIONS and right < len(evidence.tokens):
        return all(token.key in FREE for token in tokens)
    if left < 0 and right == len(evidence.tokens):
        return True
    if filled and is_reference(evidence, left, tokens):
        return True
    if left < 0:
        return _can_begin(evidence, right, tokens, filled)
    if right == len(evidence.tokens):
        return _can_end(evidence, left, tokens)
    if right in speech and evidence.ends[left + 1]:
        return is_inside_quotation(evidence, left)
    if joins_clauses(evidence, left, right) and right not in speech:
        return False
    return _can_skip(evidence, left, right, tokens)


def _can_begin(evidence: Reading, right: int, tokens: Sequence[Token], filled: bool) -> bool:
    if evidence.ends[right]:
        return True
    new_clause = evidence.walls[right] or (
        evidence.walls[right - 1] and tokens[-1].key in CLAUSE_LINKS
    )
    if new_clause and not filled:
        return True
    if reports(tokens) and (tokens[-1].key in SPEECH_VERBS | {"that"} or evidence.edges[right]):
        return True
    opens = introduces(tokens[0]) or tokens[0].key.endswith(("ing", "ly"))
    opens = opens or tokens[0].key in OPENERS or is_date(tokens)
    opening = _BRACKETED.sub("", evidence.text[tokens[0].start : tokens[-1].end])
    if evidence.edges[right] and opens and not EDGE.search(opening):
        return True
    return _is_trim(evidence, -1, right, tokens) or all(token.key in FREE for token in tokens)


def _can_end(evidence: Reading, left: int, tokens: Sequence[Token]) -> bool:
    first = tokens[0]
    bracketed = evidence.text[: first.start].endswith("(")
    if (first.key in ("or", "than") and not bracketed) or _is_quantity(tokens):
        return False
    if first.key == "that" and not evidence.edges[left + 1]:
        return False  # "believes that it will fall", "the ferry that sank"
    if len(tokens) == 1 and first.key in PREPOSITIONS | PARTICLES:
        return False  # "the bank that they relied on"
    last = evidence.tokens[left]
    if last.key in _LINKS or (evidence.edges[left] and last.key in PREPOSITIONS | PARTICLES):
        return False  # "at $745 million, up" from what it was
    if evidence.edges[left + 1]:
        return True
    return last.key not in PREPOSITIONS and introduces(first)


def _can_skip(evidence: Reading, left: int, right: int, tokens: Sequence[Token]) -> bool:
    if is_bracketed(evidence, left, right):
        return True
    if any(evidence.walls[left + 2 : right]) or "or" in (tokens[0].key, tokens[-1].key):
        return False
    opened, closed = evidence.edges[left + 1], evidence.edges[right]
    if opened and closed:
        return not tokens[0].capital or reports(tokens) or all(t.capital for t in tokens)
    if all(token.key in FREE or is_adverb(token) for token in tokens):
        return True
    if evidence.tokens[left].key in PREPOSITIONS and not evidence.tokens[right].content:
        return False  # nothing would be left for the preposition
    if is_date(tokens) or _is_limb(evidence, left, right, tokens):
        return True
    return (
        _is_trim(evidence, left, right, tokens)
        or is_reported(tokens)
        or _is_phrase(evidence, left, right, tokens)
    )


def _is_phrase(evidence: Reading, left: int, right: int, tokens: Sequence[Token]) -> bool:
    """ "of Brno", "in the city": a preposition and a noun without a clause in it."""
    first, following, closed = tokens[0].key, evidence.tokens[right], evidence.edges[right]
    if _is_quantity(tokens):
        return False
    if closed:
        return introduces(tokens[0]) and not evidence.walls[right]
    inside = {token.key for token in tokens[1:]}
    if first not in PREPOSITIONS - SUBORDINATORS or _inner_edges(evidence, left + 1, right):
        return False
    last = tokens[-1]
    if not last.content or last.possessive or (last.number and len(last.root) != 4):
        return False
    if inside & (SUBORDINATORS | AUXILIARIES | {"and", "to"}) or any(
        is_verbal(t) for t in tokens[1:]
    ):
        return False
    if first == "to" and not any(token.capital for token in tokens[1:]):
        return False
    after = evidence.tokens[right + 1 : right + 2]
    dated = following.key in PREPOSITIONS and any(t.key in TIME_WORDS for t in after)
    if dated or following.key in OF_TIME_OR_PLACE:
        return True
    return is_verb(following) or following.key in SUBORDINATORS


def _is_quantity(tokens: Sequence[Token]) -> bool:
    """ "at least 9 million", "about 300 jobs": no phrase beside the verb, but what it is about."""
    first, following = tokens[0].key, tokens[1:2]
    if not following or first not in _ABOUT:
        return False
    counted = following[0].number and not is_date(tokens) and first != "at"
    return counted or (first == "at" and following[0].key in ("least", "most"))


def _is_trim(evidence: Reading, left: int, right: int, tokens: Sequence[Token]) -> bool:
    """Words before a noun: "the newly elected mayor", "Mayor Novak", but never "South Korea"."""
    noun = evidence.tokens[right]
    if len(tokens) > LONGEST_TRIM or _inner_edges(evidence, left, right) or evidence.edges[right]:
        return False
    if tokens[-1].key in COMPASS and tokens[-1].capital and noun.capital:
        return False
    if not noun.content or any(token.possessive for token in tokens):
        return False
    apart = left < 0 or evidence.edges[left + 1]
    before = evidence.tokens[left]
    if all(is_adjective(token) and not token.capital for token in tokens):
        return apart or not before.capital or before.possessive
    if noun.capital:
        named = all(t.capital or t.key in TITLES or t.key == "the" for t in tokens)
        return named and tokens[-1].key in TITLES and (apart or not before.capital)
    if left >= 0 and (before.key in DETERMINERS or before.number or before.possessive):
        return all(token.content and not token.number for token in tokens) and not any(
            is_verbal(token) for token in tokens[:-1]
        )
    return False


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
        return told[0].key in PRONOUNS
    return told[0].key in {"the", "these", "those", "both"} and len(told) <= 3


def _inner_edges(evidence: Reading, left: int, right: int) -> bool:
    return any(evidence.edges[left + 2 : right])
