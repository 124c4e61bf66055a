"""Words that a statement stands or falls with: negations, hedges, quantifiers, conditions.

None may be gained, and one may go only with the words it is about: "in some cities" whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qa.checks.grammar import RELATIVES
from qa.checks.reading import CLAUSE_LINKS, Reading, Token, read
from qa.checks.selection import Selection, select
from qa.language.closed_words import (
    CONDITIONS,
    HEDGES,
    MODALS,
    NEGATIONS,
    OPPOSING,
    PLANS,
    QUALIFIERS,
    QUANTIFIERS,
    UNTRUE,
)

Wanted = Callable[[Reading, int], bool]
REACH = 2
"""Content words after a hedge that may be the one it is about: "could soon close"."""
NOUN_PHRASE = 4
"""The same of an adjective: "former public-corruption attorney"."""


def changed_negation(sentence: str, evidence: str) -> str:
    """A negation gained, lost, or moved to another word."""
    if _lost(sentence, evidence, _is_negation) or _gained(sentence, evidence, _is_negation):
        return "a negation added or lost"
    selection, told, source = select(sentence, evidence), read(sentence), read(evidence)
    for index, token in enumerate(told.tokens):
        place = selection.places[index]
        if place is None or not _is_negation(told, index):
            continue
        here, there = _next_content(told, index), _next_content(source, place)
        if here and there and here[0].root != there[0].root:
            return f"a negation added or lost: {token.text} {here[0].text}"
    return ""


def changed_hedge(sentence: str, evidence: str) -> str:
    """Hedges, quantifiers and the like gained or lost."""
    lost = _lost(sentence, evidence, _is_restrictor)
    if lost:
        return f"hedges lost: {', '.join(lost)}"
    gained = _gained(sentence, evidence, _is_restrictor)
    return f"hedges added: {', '.join(gained)}" if gained else ""


def lost_doubt(sentence: str, evidence: str) -> str:
    """What another article's statement says only "may" be so, or "if" something is: no tenses.

    That somebody plans what the sentence says was agreed, or will be, takes nothing back.
    """
    lost = _lost(sentence, evidence, _is_doubt)
    if any(token.key in _AHEAD for token in read(sentence).tokens):
        lost = [word for word in lost if word.lower() not in PLANS]
    return f"hedges lost: {', '.join(lost)}" if lost else ""


def negations(text: str) -> int:
    reading = read(text)
    return sum(_is_negation(reading, index) for index in range(len(reading.tokens)))


def _is_negation(reading: Reading, index: int) -> bool:
    return reading.tokens[index].key in NEGATIONS


def _is_restrictor(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if token.key in ("about", "around"):  # hedges before a number only: "about 12", not "about it"
        following = reading.tokens[index + 1 : index + 2]
        return any(each.number or each.key in ("a", "an") for each in following)
    return token.key in _RESTRICTORS and token.text != "May"


def _is_doubt(reading: Reading, index: int) -> bool:
    return reading.tokens[index].key in _DOUBTS and _is_restrictor(reading, index)


_AHEAD = (
    PLANS
    | MODALS
    | frozenset("agree agreed agreeing agrees pledged promised propose vowed".split())
)
_DOUBTS = (HEDGES | CONDITIONS) - {"should", "would"}
_RESTRICTORS = HEDGES | QUANTIFIERS | QUALIFIERS | CONDITIONS | MODALS | UNTRUE


def _lost(sentence: str, evidence: str, wanted: Wanted) -> list[str]:
    selection, source = select(sentence, evidence), read(evidence)
    said = {token.root for token in read(sentence).tokens} if selection.wrong else set()
    return [
        token.text
        for index, token in enumerate(source.tokens)
        if wanted(source, index)
        and index not in selection.kept
        and not (token.root in said and wanted is not _is_negation)
        and _matters(source, index, selection)
    ]


def _gained(sentence: str, evidence: str, wanted: Wanted) -> list[str]:
    known = {token.root for token in read(evidence).tokens}
    told = read(sentence)
    return [
        token.text
        for index, token in enumerate(told.tokens)
        if wanted(told, index) and token.root not in known
    ]


def _matters(source: Reading, index: int, selection: Selection) -> bool:
    """Whether what a lost word is about is still told."""
    token = source.tokens[index]
    if token.key in CONDITIONS:
        return not _in_dropped_clause(source, index, selection)
    following = list(_places_after(source, index))
    if not following and token.key in QUALIFIERS:
        return False  # "Previously, …"
    if not following and token.key in QUANTIFIERS:
        return index - 1 in selection.kept  # a pronoun: "for some, it is"
    if not following and token.key in NEGATIONS:
        return _is_told(source, index, selection)  # "means nothing to you"
    if not following:
        return not _in_dropped_clause(source, index, selection)
    return any(place in selection.kept for place in following)


def _is_told(source: Reading, index: int, selection: Selection) -> bool:
    """Whether anything of the clause before a word, up to punctuation, is kept."""
    while index > 0 and not source.edges[index]:
        index -= 1
        if index in selection.kept:
            return True
    return False


def _places_after(source: Reading, index: int) -> Iterator[int]:
    """The next content words of the clause, adverbs not counted."""
    found = 0
    for place in range(index + 1, len(source.tokens)):
        ends = source.edges[place] and (found or not _is_sentence_adverb(source.tokens[index]))
        reach = NOUN_PHRASE if source.tokens[index].key in QUALIFIERS else REACH
        if source.walls[place] or ends or found == reach:
            return
        token = source.tokens[place]
        if token.content and not token.key.endswith("ly"):
            found += 1
            yield place


def _is_sentence_adverb(token: Token) -> bool:
    return token.key.endswith("ly") and token.key not in QUALIFIERS


def _next_content(reading: Reading, index: int) -> list[Token]:
    return [reading.tokens[place] for place in _places_after(reading, index)]


def _in_dropped_clause(source: Reading, index: int, selection: Selection) -> bool:
    """Whether the word's relative or coordinate clause, or bracket, is left out as a whole."""
    for start in range(index, -1, -1):
        key = source.tokens[start].key
        bracketed = source.text[: source.tokens[start].start].endswith("(")
        linked = key in RELATIVES or key in CLAUSE_LINKS - {"but"}
        if not bracketed and not (source.edges[start] and linked):
            continue
        return not any(place in selection.kept for place in range(start, index + 1))
    return False


def opposed(sentence: str, evidence: str) -> str:
    """A word told where the evidence has its opposite, found by the words around both.

    Without a prefix to tell ("unable"), an opposite is a foreign word and is refused as such.
    """
    known = {token.key for token in read(evidence).tokens}
    for token in read(sentence).tokens:
        for prefix in OPPOSING:
            bare = token.key.removeprefix(prefix)
            if token.key not in known and (
                (bare != token.key and bare in known) or prefix + token.key in known
            ):
                return f"a negation added or lost: {token.text}"
    return ""
