"""What kind of word a token may be, by closed classes of English and by endings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.checks.reading import Token
from qa.language.closed_words import (
    BE,
    IRREGULAR_PARTICIPLES,
    IRREGULAR_PASTS,
    MODALS,
    NEGATIONS,
    SPEECH_VERBS,
    TIME_UNITS,
    TIME_WORDS,
    WEEKDAYS,
)

PREPOSITIONS = frozenset(
    """about above across after against along alongside amid amidst among around at atop before
    behind below besides between beyond by despite during following for from in including into like
    near of off on onto over per through throughout to toward towards under unlike until upon via
    with within without
    """.split()
)
OF_TIME_OR_PLACE = frozenset("after amid at before despite during in on throughout within".split())
SUBORDINATORS = frozenset(
    """that which who whom whose where when while because although though whether if unless until
    since after before as how why what than so
    """.split()
)
RELATIVES = frozenset("which who whom whose where".split())
FREE = frozenset("a an the that has have had also however meanwhile further just".split())
AUXILIARIES = BE | MODALS | {"has", "have", "had", "do", "does", "did"}
DETERMINERS = frozenset(
    """a an the this these those his her its their our my your of in at by for from with about
    against between
    """.split()
)
OPENERS = frozenset(
    """then still yet now here however meanwhile instead also again every each earlier later next
    once per today yesterday tomorrow elsewhere moreover furthermore overall indeed
    """.split()
)
PRONOUNS = frozenset("he she it they him her them his its their this these both".split())
COMPASS = frozenset("north south east west northern southern eastern western central new".split())
_TIMES = (TIME_WORDS | TIME_UNITS) - {"second"}
_DATE_WORDS = _TIMES | frozenset(
    """last next this early late the earlier later on in at for morning afternoon evening night
    weekend
    """.split()
)
_ADJECTIVE = re.compile(r"(?:[^l]ly|al|ous|ive|ic|ful|less|able|ible|ish|ary|ern|ese|ian|ean)$")
_VERBAL = re.compile(r"(?:ing|ed)$")
ARTICLES = frozenset("a an the".split())
PARTICLES = frozenset("away back down off out up".split())
"""What changes the verb before it: "broken off" is not broken."""


def is_verb(token: Token) -> bool:
    """Whether a word may well be a finite verb; a noun in -s or -ed is taken for one."""
    if token.capital or token.possessive:
        return False
    return (
        token.key in AUXILIARIES | IRREGULAR_PASTS | IRREGULAR_PARTICIPLES
        or token.key.endswith(("ed", "s", "ly"))
        or token.key in NEGATIONS
    )


def is_verbal(token: Token) -> bool:
    """Whether it ends as forms of verbs do: "closing", "closed"."""
    return bool(_VERBAL.search(token.key))


def is_participle(key: str) -> bool:
    """Whether a word, normalised, may be the participle that a reduced clause begins with."""
    return key.endswith("ed") or key in IRREGULAR_PARTICIPLES


def is_adverb(token: Token) -> bool:
    return not token.capital and bool(re.search(r"ly$", token.key))


def is_adjective(token: Token) -> bool:
    return token.content and not token.number and bool(_ADJECTIVE.search(token.key))


def is_date(tokens: Sequence[Token]) -> bool:
    """ "on Tuesday", "in May 2023", "last week": nothing else hangs on it."""
    dated = any(t.key in _TIMES or (t.number and len(t.root) == 4) for t in tokens)
    if tokens[-1].key in PREPOSITIONS | {"the", "last", "next", "this", "early", "late"}:
        return False
    return dated and all(token.key in _DATE_WORDS or token.number for token in tokens)


def reports(tokens: Sequence[Token]) -> bool:
    return any(token.key in SPEECH_VERBS or token.key == "according" for token in tokens)


def is_reported(tokens: Sequence[Token]) -> bool:
    return tokens[-1].key == "that" and tokens[0].key in SPEECH_VERBS


def introduces(token: Token) -> bool:
    return (
        token.key in PREPOSITIONS
        or token.key in SUBORDINATORS - {"than"}
        or token.key in {"and", "but", "according", *WEEKDAYS, "last", "yesterday", "today", "this"}
        or is_adverb(token)
    )
