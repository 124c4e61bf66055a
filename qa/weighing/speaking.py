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


def speaks(question: str, statement: Statement) -> float | None:
    """1.0 where the one asked about speaks, 0.0 where only others do, 0.5 where it is not said;
    None where the question does not ask what somebody said."""
    asked = _ASKS_WHAT_SAID.search(question)
    who = set(content_stems(asked["who"])) if asked else set()
    if not who:
        return None
    text = statement.source.text
    told = speakers(text)
    if any(who & set(content_stems(speaker)) for speaker in told):
        return 1.0
    if told:
        return 0.0
    around = set(content_stems(statement.source.context))
    return 0.75 if who & around and any(True for _ in spoken(text)) else 0.5
