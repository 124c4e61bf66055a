"""Words of a sentence that belong together, so that none may go while the others stay.

"because of fog" does not lose "of fog", nor "took over in May" "over in May", nor the lawsuit that
"which" is about; and no clause goes on after another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.checks.grammar import (
    ARTICLES,
    AUXILIARIES,
    FREE,
    PARTICLES,
    PREPOSITIONS,
    RELATIVES,
    is_adverb,
    is_date,
    is_participle,
    is_verb,
    is_verbal,
    reports,
)
from qa.checks.reading import Reading, Token
from qa.language.quotations import is_open
from qa.language.tenses import has_verb

_VERBS_PARTICLES = PARTICLES | {"in", "on", "over", "through"}
_POSSESSIVES = frozenset("its their his her".split())
_PARTS = frozenset("all both each half many most none one several some".split())
_WITH_OF = frozenset("ahead because instead one out regardless some".split())


def is_hyphen(evidence: Reading, index: int) -> bool:
    """Whether a token hangs on the one before: "large-scale" is not cut in two."""
    if not 0 < index < len(evidence.tokens):
        return False
    return evidence.text[evidence.tokens[index - 1].end : evidence.tokens[index].start] == "-"


def is_taken_from_its_noun(evidence: Reading, left: int, right: int) -> bool:
    """Whether what hangs on a noun would come to be about another, further up: in
    "The council sold it to a firm, which had paid" the council did not pay."""
    aside = evidence.edges[left + 1]  # "Novak, who runs the port, resigned"
    if right == len(evidence.tokens) or not _hangs(evidence, right, participles=not aside):
        return False
    if is_bracketed(evidence, left, right):
        return False
    return any(token.key not in FREE for token in evidence.tokens[left + 1 : right])


def _hangs(evidence: Reading, index: int, *, participles: bool) -> bool:
    """Whether a token begins what is said of the noun before it: "which had paid", "in which",
    ", made public on Tuesday", ", that of its president"."""
    first, following = evidence.tokens[index], evidence.tokens[index + 1 : index + 2]
    if first.key in RELATIVES:
        return True
    if not following:
        return False
    if first.key in PREPOSITIONS:
        return following[0].key in RELATIVES
    if first.key in ("that", "those"):
        return following[0].key == "of"
    return participles and is_participle(first.key) and evidence.edges[index] and not first.capital


def is_particle(evidence: Reading, index: int) -> bool:
    """Whether a token belongs to the verb before it: "had broken off the talks"."""
    verb, token = evidence.tokens[index - 1], evidence.tokens[index]
    may_be_one = is_verbal(verb) or is_verb(verb)
    return token.key in PARTICLES and not evidence.edges[index] and may_be_one


def is_infinitive(evidence: Reading, index: int) -> bool:
    """Whether a token begins what the verb before it is about: "the bike began to smoke"."""
    verb, following = evidence.tokens[index - 1], evidence.tokens[index + 1 : index + 2]
    if evidence.tokens[index].key != "to" or evidence.edges[index] or not following:
        return False
    plain = following[0].content and not (following[0].capital or following[0].number)
    return plain and (is_verb(verb) or is_verbal(verb))


def parts_verbs(evidence: Reading, left: int, right: int) -> bool:
    """Whether "and" goes with something beside it while its verb, or an aside of that, stays: in
    "scored in May and, with time running out, fell" nobody scored with time running out."""
    return right < len(evidence.tokens) and any(
        evidence.tokens[i].key in ("and", "but", "or") and evidence.edges[i + 1]
        for i in range(left + 1, right)
    )


def is_apposition(evidence: Reading, left: int, right: int) -> bool:
    """Whether a name or noun after a comma would come to be about what is kept before it: "the
    recount confirmed her victory over the mayor, Carl Ostrander"."""
    if right == len(evidence.tokens):
        return False
    between = evidence.text[evidence.tokens[right - 1].end : evidence.tokens[right].start]
    if not between.startswith(","):
        return False
    end = next(i for i in range(right + 1, len(evidence.tokens) + 1) if evidence.edges[i])
    first, told = evidence.tokens[right], evidence.tokens[right:end]
    if first.number or first.key in _PARTS:
        return _counts_part(evidence, left, right, told)
    if not (first.capital or first.key in ARTICLES):
        return False
    return not reports(told) and not any(is_verb(token) for token in told)


def _counts_part(evidence: Reading, left: int, right: int, told: Sequence[Token]) -> bool:
    """Whether ", most of them children" or ", two points ahead" would be about something else: not
    where a date or the "of Brno" of its noun goes, nor where it is a clause or a date, nor "most
    notably in Brno", "both in Brno and Velm"."""
    cut = evidence.tokens[left + 1 : right]
    inner = any(token.key in PREPOSITIONS for token in cut[1:])
    if is_date(cut) or is_date(told) or (cut[0].key == "of" and not inner):
        return False
    if any(is_adverb(token) or token.key in PREPOSITIONS - {"of"} for token in told[1:2]):
        return False
    keys = {token.key for token in told}
    text = evidence.text[told[0].start : told[-1].end]
    clause = keys & AUXILIARIES or (has_verb(text) and not keys & {"it", "them"})
    return not (clause or reports(told))


def is_governed(evidence: Reading, left: int, right: int) -> bool:
    """Whether what goes is the rest of "because of" or "took over in May", the first of a list of
    names, or the figure that ", its highest level" is about."""
    first, following = evidence.tokens[left + 1], evidence.tokens[left + 2 : left + 3]
    if evidence.edges[left + 1]:
        return False
    if first.key == "of" and evidence.tokens[left].key in _WITH_OF:
        return True
    if first.key in _VERBS_PARTICLES and following and following[0].key in PREPOSITIONS:
        return True
    if right == len(evidence.tokens) or not evidence.edges[right]:
        return False
    last, after = evidence.tokens[right - 1], evidence.tokens[right]
    listed = last.capital and after.capital and not reports(evidence.tokens[right : right + 4])
    figures = any(token.number for token in evidence.tokens[left + 1 : right])
    return listed or (figures and after.key in _POSSESSIVES)


def is_stranded(evidence: Reading, left: int, right: int) -> bool:
    """Whether a word would stand alone between commas, ", up, the bank said", or a comma part
    "to" from what it goes with: "put back by four months, to Jan. 1"."""
    if evidence.edges[left + 1] or right == len(evidence.tokens) or not evidence.edges[right]:
        return False
    gap = evidence.text[evidence.tokens[right - 1].end : evidence.tokens[right].start]
    parted = gap.startswith(",") and evidence.tokens[right].key in ("by", "from", "to")
    alone = evidence.edges[left] and evidence.tokens[left].key in PARTICLES | PREPOSITIONS
    return parted or alone


def joins_clauses(evidence: Reading, left: int, right: int) -> bool:
    """Whether the end of a clause would go on after another one: in "The mayor resigned, and the
    council elected Novak" the mayor elected nobody."""
    return any(evidence.walls[left + 1 : right]) and not evidence.walls[right]


def is_inside_quotation(evidence: Reading, index: int) -> bool:
    """Whether a quotation is open after a token: who speaks may stand behind its first sentence."""
    return is_open(evidence.text[: evidence.tokens[index].end])


def is_bracketed(evidence: Reading, left: int, right: int) -> bool:
    """Whether what goes stands in brackets, and no bracket is left open."""
    between = evidence.text[evidence.tokens[left].end : evidence.tokens[right].start]
    return bool(re.fullmatch(r"[”\"]? ?\([^()]*\)[,;:]? ?[“\"]?", between))
