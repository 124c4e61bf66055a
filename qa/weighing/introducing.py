"""How well a statement introduces whom or what it names: says who he is, what it is.

News introduces its people and things in an apposition, "Koji Matsui, the mayor of Kyoto", before
the name, "Kyoto Mayor Koji Matsui", or with "is a"; what answers "Who is X?" is mostly found so
(Fleischman, Hovy and Echihabi, "Offline strategies for online question answering", ACL 2003). Later
in an article the surname stands for the person, and "Matsui, 64," introduces as well.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa.checks.grammar import OPENERS, PREPOSITIONS, SUBORDINATORS
from qa.language.closed_words import FUNCTION_WORDS, NAMED_OTHERS, NAMED_PEOPLE, TITLES
from qa.language.words import words
from qa.weighing.statements import Statement
from qa.weighing.topics import Topic, has_surname

_AFTER = (
    r",\s(?:\d{1,3},|(?:also |better |formerly )?known as\b|one of\b|(?:now |once |then )?an?\b"
    r"|who (?:is|was|has|had)\b|whose\b)"
    r"|(?:,[^,.;]{3,60},)?\s(?:is|are|was|were)\s(?:(?:also|both|currently|now|still)\s)?"
    r"(?:an?|one of|part of|the (?:\w+est|biggest|first|most|name|only))\b"
    r"|(?:\s\w+){0,3}\s(?:appointed|became|elected|founded|promoted to|works (?:as|at|for))\b"
    r"|\s(?:refers? to|serves? as|stands? for)\b"
)
"""What stands after the name."""
_APPOSITION = r",\sthe\s[^,.;]{3,80}[,.;]"
_CALLED = (
    r"(?:are|is|so|was|were)[\s-](?:also\s)?"
    r"(?:called|dubbed|known as|named|nicknamed|termed)\s"
)
_HONORIFICS = frozenset("dr mr mrs ms sir lord lady".split())
_KINDS = "|".join(sorted((NAMED_PEOPLE | NAMED_OTHERS | TITLES) - _HONORIFICS))
_TRADE = r"[a-z]{3,}(?:ist|ian|eer|er|or|man|woman|star|ress)"
"""What may be a trade or an office by its ending: singer, physicist, actor."""
_MARKS = "“”\"'‘’"
_NO_TRADES = PREPOSITIONS | FUNCTION_WORDS | OPENERS | SUBORDINATORS | {"former", "never", "rather"}
FULLY, BRIEFLY = 2, 1


def introduces(statement: Statement, topic: Topic) -> int:
    """FULLY for "X is a", "X, the", "called X", BRIEFLY for "mayor X" alone; 0 for neither.

    A person is known by the surname where the article has the name in full.
    """
    text = statement.source.text
    return max((_introduced(name, text) for name in _called(statement, topic)), default=0)


def opens_with(statement: Statement, topic: Topic) -> bool:
    """Whether a statement begins with one of the names, which so is mostly its subject."""
    text = statement.source.text
    return any(
        re.match(rf"{re.escape(name)}(?![\w’'-])", text) for name in _called(statement, topic)
    )


def _called(statement: Statement, topic: Topic) -> list[str]:
    """What the names of a topic may be in a statement."""
    text, article = statement.source.text, statement.source.article
    return [
        name.words[-1] if name.text not in text and has_surname(name, text, article) else name.text
        for name in topic.names
    ]


def _introduced(name: str, text: str) -> int:
    best = 0
    for match in _pattern(name).finditer(text):
        before = words(text[: match.start()])[-1:]
        leans = match["apposition"] and before and before[0].key in PREPOSITIONS
        if match["trade"] in _NO_TRADES:
            continue
        if match["kind"] or match["trade"]:
            best = max(best, BRIEFLY)
        elif not leans:  # "To Kolar, the best answer is" introduces nobody
            return FULLY
    return best


@lru_cache(maxsize=64)
def _pattern(name: str) -> re.Pattern[str]:
    """The places of a text where a name is introduced."""
    parts = r"[\s-]".join(re.escape(word.text) for word in words(name))
    said = rf"[{_MARKS}]?\b{parts}\b[{_MARKS}]?(?:\s\([^()]{{1,40}}\))?"
    return re.compile(
        rf"{said}(?:{_AFTER}|(?P<apposition>{_APPOSITION}))"
        rf"|{_CALLED}{said}|\b(?:is|are|was|were)\s(?:{_TRADE}\s)?{said}(?=[.,;])"
        rf"|\b(?P<kind>(?i:{_KINDS}))\s{said}|\b(?P<trade>{_TRADE})\s{said}"
    )
