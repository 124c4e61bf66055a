"""Whether the one whose words are asked for speaks in a statement: "What did Novak say of it?"."""

from __future__ import annotations

import re

from qa.checks.speech import speakers, spoken
from qa.language.words import content_stems
from qa.weighing.statements import Statement

_ASKS_WHAT_SAID = re.compile(
    r"\b(?:what|how)\b[^?]*?\b(?:did|do|does)\s(?P<who>[^?]{2,80}?)\s(?:add|announce|answer|argue"
    r"|claim|describe|explain|reply|respond|say|tell|testify|think|warn|write)\b",
    re.I,
)


def whose_words(question: str) -> frozenset[str]:
    """Stems of the one whose words a question asks for; empty where it asks for nobody's."""
    asked = _ASKS_WHAT_SAID.search(question)
    return frozenset(content_stems(asked["who"])) if asked else frozenset()


def speaks(who: frozenset[str], statement: Statement) -> float:
    """1.0 where the one with these stems speaks, 0.75 where somebody does and the one stands
    before, 0.5 where nobody surely does, 0.0 where only others do."""
    text = statement.source.text
    told = speakers(text)
    if any(who & set(content_stems(speaker)) for speaker in told):
        return 1.0
    if told:
        return 0.0
    around = set(content_stems(statement.source.context))
    return 0.75 if who & around and any(True for _ in spoken(text)) else 0.5
