"""Words by which a text gives a reason."""

from __future__ import annotations

import re

_LINKS = (
    r"because|owing to|due to|thanks to|so that|in order to|blam(?:e[ds]?|ing)"
    r"|(?:as|since) (?:he|it|its|she|the|their|they)"
)
_LINK = re.compile(rf"\b(?:{_LINKS}|after)\b|, (?:as|since|for)\b", re.I)
_TELLS = re.compile(
    rf"\b(?:{_LINKS}|on account of|on the grounds|in view of|so as to|as a result|for fear"
    r"|in (?:protest|response|retaliation)|(?:aimed|designed|intended|meant) (?:at|to)"
    r"|(?:for|over) (?:alleged|lack of|fears|concerns?)|reasons?|causes?|caused by"
    r"|accus(?:ed|es|ing)|cit(?:ed|es|ing)|prompt(?:ed|ing|s)|trigger(?:ed|ing|s)|spark(?:ed|ing|s)"
    r"|stem(?:med|ming|s) from|explain(?:ed|ing|s)|fear(?:ed|ing|s)|worr(?:ied|ies|y)|wanted to"
    r"|hop(?:ed|es|ing) to|failed to|only to|to (?:avoid|prevent|protect|ensure|stop))\b"
    r"|(?<!day )(?<!days )(?<!week )(?<!weeks )(?<!hour )(?<!hours )(?<!month )(?<!months )"
    r"(?<!year )(?<!years )(?<!minutes )\bafter\b|, (?:as|since|for|so)\b",
    re.I,
)


def reasons_in(text: str) -> int:
    """How many reasons a text gives by a word that links them to what they explain."""
    return len(_LINK.findall(text))


def gives_reason(text: str) -> bool:
    """Whether a text has a word that introduces or tells of a reason, an aim or a cause."""
    return _TELLS.search(text) is not None
