"""How well a statement introduces whom or what it names: says who he is, what it is.

News introduces its people and things in an apposition, "Koji Matsui, the mayor of Kyoto", before
the name, "Kyoto Mayor Koji Matsui", or with "is a"; what answers "Who is X?" is mostly found so
(Fleischman, Hovy and Echihabi, "Offline strategies for online question answering", ACL 2003). Later
in an article the surname stands for the person, and "Matsui, 64," introduces as well.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa.asked import Sought
from qa.checks.grammar import OPENERS, PREPOSITIONS, SUBORDINATORS
from qa.language.closed_words import FUNCTION_WORDS, NAMED_OTHERS, NAMED_PEOPLE, TITLES
from qa.language.words import words
from qa.types import Source
from qa.weighing.statements import Statement
from qa.weighing.topics import Topic, surname_in

FULLY, BRIEFLY, SUBJECT = 2.0, 1.0, 0.5
"""What `introduces` says of a statement; only their order and sums mean something."""
_MARKS = "“”\"'‘’"
_HONORIFICS = frozenset("dr mr mrs ms sir lord lady".split())
_THINGS = frozenset(
    "app chatbot drug game platform program programme service site therapy tool treatment vaccine"
    " website".split()
)
_KIND = "|".join(sorted((NAMED_PEOPLE | NAMED_OTHERS | TITLES | _THINGS) - _HONORIFICS))
_NO_TRADES = PREPOSITIONS | FUNCTION_WORDS | OPENERS | SUBORDINATORS | {"former", "never", "rather"}
_BY_ITS_ENDING = (
    rf"(?!(?:{'|'.join(sorted(_NO_TRADES))})\b)"
    r"[a-z]{3,}(?:ist|ian|eer|er|or|man|woman|star|ress)"
)
_TRADE = rf"(?:(?i:{_KIND})s?|{_BY_ITS_ENDING})\b"
"""What may be a trade, an office or a kind by itself or its ending: mayor, singer, physicist."""
_SOME = r"(?:[\w’'-]+\s){0,3}?"
_A = r"an?\b(?!\s(?:bit|couple|day|few|hour|little|lot|minute|month|moment|week|year)\b)"
_APPOSITION = (
    rf",\s(?:\d{{1,3}},|(?:also |better |formerly )?known as\b|one of\b|(?:now |once |then )?{_A}"
    rf"|who (?:is|was|has|had)\b|whose\b|{_SOME}{_TRADE}(?:\s(?:at|for|from|in|of)\s|[,.;])"
    r"|the\s[^,.;]{3,80}[,.;])"
)
"""After the name: ", a climate scientist", ", the mayor of Brno,", ", 49,"."""
_SAYS_WHAT = (
    rf"(?:,[^,.;]{{3,60}},)?\s(?:is|are|was|were)\s(?:(?:also|both|currently|now|still)\s)?"
    rf"(?:{_A}|one of|part of|the (?:\w+est|biggest|first|most|name|only)\b|the {_SOME}{_TRADE})"
    r"|\s(?:became|(?:(?:has|had|have)\s(?:(?!not\b)\w+\s)?been|is|are|was|were)"
    r"(?:\s(?!not\b)\w+){0,2}"
    r"\s(?:appointed|elected|founded|promoted))\b|\s(?:refers? to|serves? as|stands? for)\b"
)
"""After the name: "is a lawyer", "was appointed", "stands for"; not what somebody does."""
_CALLED = (
    r"(?:\b(?:are|is|so|was|were)[\s-](?:also\s)?|,\s)"
    r"(?:called|dubbed|known as|named|nicknamed|termed)\s"
)


def introduces(statement: Statement, topic: Topic) -> float:
    """FULLY for "X is a", "X, the", "called X", BRIEFLY for "mayor X" alone; 0 for neither.

    SUBJECT more where the statement begins with the name. A person is known by the surname where
    the article has the name in full.
    """
    source = statement.source
    return max((_introduced(name, source) for name in topic.names), default=0)


def _introduced(name: Sought, source: Source) -> float:
    text = source.text
    called = name.text if name.text in text else surname_in(name, source)
    if not called:
        return 0
    subject = SUBJECT if re.match(rf"{re.escape(called)}(?![\w’'-])", text) else 0
    fully, briefly = _patterns(called)
    for match in fully.finditer(text):
        if not match["apposition"] or not _is_fronted(text, match):
            return FULLY + subject
    return (BRIEFLY if briefly.search(text) else 0) + subject


def _is_fronted(text: str, match: re.Match[str]) -> bool:
    """Whether the comma closes a phrase that opens the sentence: "To Kolar, the best answer is"."""
    before = text[: match.start()]
    first = words(before)[:1]
    opens = PREPOSITIONS | SUBORDINATORS | {"according"}
    return bool(first) and first[0].key in opens and "," not in before


@lru_cache(maxsize=64)
def _patterns(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The places of a text where a name is introduced fully, and briefly."""
    parts = r"[\s-]".join(re.escape(part) for part in name.replace("-", " ").split())
    said = rf"[{_MARKS}]?(?<![\w-])\b{parts}\b(?![’']s)[{_MARKS}]?(?:\s\([^()]{{1,40}}\))?"
    fully = (
        rf"{said}(?:(?P<apposition>{_APPOSITION})|{_SAYS_WHAT})|{_CALLED}{said}"
        rf"|\b(?:is|are|was|were)\s(?:{_SOME}{_TRADE}\s)?{said}(?=[.,;])"
        rf"|\b(?:[Tt]he|[Aa]n?)\s(?:[\w’'-]+\s){{1,3}}?{_TRADE}\s{said}"
        rf"|\b{_TRADE}\s(?:at|for|of)\s[^,.;]{{2,40}},\s{said}(?=[,.;])"
    )
    return re.compile(fully), re.compile(rf"\b{_TRADE}\s{said}")
