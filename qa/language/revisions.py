"""Whether a text revises what was said before: "put back to May", "up from 12", "not the 2".

Closed classes of wordings, in which news tells that a number, a date or a plan no longer holds.
"""

from __future__ import annotations

import re

_COUNT = "(?:count|estimate|figure|forecast|number|target|toll|total)s?"
_COUNTED_ANEW = (
    r"\b(?:revis|correct)(?:ed|ing|es)\b"
    r"|\b(?:cut|doubled|increased|lowered|raised|reduced) (?:its|the|their) (?:\w+ ){0,3}?"
    rf"{_COUNT}\b[^.;:]{{0,60}}?\bto\b"
    r"|\b(?:has|have|had) (?:since )?(?:risen|climbed|grown|increased|fallen|dropped|shrunk) to\b"
    r"|\b(?:up|down) from\b"
    r"|\b(?:has|have|is|are) now (?:been )?(?:confirmed|counted|put at|reported)\b"
    r"|\bnow (?:covers?|numbers?|puts?|stands?|totals?)\b|\bnew (?:figure|estimate|count|toll)s?\b"
    r"|\b(?:higher|lower|more|fewer|less) than (?:\w+ ){0,3}?"
    r"(?:announced|estimated|expected|planned|promised|reported|said|stated|thought)\b"
)
_REVISED = (
    r"\b(?:postpon|delay|reschedul|scal(?=\w+ (?:back|down)\b))(?:ed|ing|es)\b"
    r"|\b(?:put|push(?:ed|es)?|move[ds]?|set) (?:\w+ ){0,6}?(?:back|off|forward)\b"
    r"|\b(?:bring|brings|brought) (?:\w+ ){0,6}?forward\b"
    r"|\b(?:rais|lower|reduc|increas|extend|widen|expand|shorten|downgrad|upgrad)(?:ed|es)"
    r" (?:its|his|her|their|the|an?) [^.;:]{0,60}?\b(?:to|until|by)\b"
    r"|\b(?:rais|lower|reduc|increas|extend|widen|expand|shorten)(?:ed|es)"
    r" [^.;:]{0,60}?\bfrom\b[^.;:]{0,30}?\bto\b"
    r"|\binstead of\b|\brather than\b|\bno longer\b"
    r"|\bnot (?:the|on|in|until) (?:\w+ )?[$€£]?\d"
    r"|\b(?:original|initial|previous|preliminary)(?:ly)?\b|\bat first\b|\bfirst thought\b"
    rf"|\b(?:earlier|first|old) (?:{_COUNT}|dates?|plans?|reports?)\b"
    r"|\b(?:was|were) to have\b|\bhad been (?:due|planned|scheduled|expected|announced|reported)\b"
    r"|\b(?:will|would) now\b|\b(?:is|are|has|have) now (?:\w+ ){0,3}?"
    r"(?:due|expected|planned|scheduled|set)\b|\bnow (?:expects?|plans?)\b"
    r"|\b(?:later|earlier|longer|shorter) than (?:\w+ ){0,3}?"
    r"(?:announced|expected|planned|promised|said|scheduled|thought)\b"
)
_REVISES = re.compile(f"{_COUNTED_ANEW}|{_REVISED}", re.I)
_COUNTS_ANEW = re.compile(_COUNTED_ANEW, re.I)


def revises(text: str) -> bool:
    """Whether a text says that something is no longer as it was said, planned or counted before."""
    return _REVISES.search(text) is not None


def counts_anew(text: str) -> bool:
    """Whether it does so of a number: "raised its estimate to", "more than first reported"."""
    return _COUNTS_ANEW.search(text) is not None
