"""Words by which a text gives a reason."""

from __future__ import annotations

import re

_REASON = re.compile(
    r"\b(?:because|owing to|due to|thanks to|on account of|on the grounds|in view of|in order to"
    r"|so (?:that|as to)|as a result|in (?:protest|response|retaliation)|for fear"
    r"|(?:aimed|designed|intended|meant) (?:at|to)|(?:for|over) (?:alleged|lack of|fears|concerns?)"
    r"|reasons?\b|causes?\b|caused by|accus(?:ed|es|ing)|blam(?:e[ds]?|ing)|cit(?:ed|es|ing)"
    r"|prompt(?:ed|ing|s)|trigger(?:ed|ing|s)|spark(?:ed|ing|s)|stem(?:med|ming|s) from"
    r"|explain(?:ed|ing|s)|fear(?:ed|ing|s)|worr(?:ied|ies|y)|wanted to|hop(?:ed|es|ing) to"
    r"|failed to|only to|to (?:avoid|prevent|protect|ensure|stop))\b"
    r"|(?<!day )(?<!days )(?<!week )(?<!weeks )(?<!hour )(?<!hours )(?<!month )(?<!months )"
    r"(?<!year )(?<!years )(?<!minutes )\bafter\b"
    r"|, (?:as|since|for|so)\b|\b(?:as|since) (?:he|it|its|she|the|their|they)\b",
    re.I,
)


def gives_reason(text: str) -> bool:
    """Whether a text has a word that introduces a reason, an aim or a cause."""
    return _REASON.search(text) is not None
