"""The kind of thing that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.language.closed_words import FUNCTION_WORDS, IRREGULAR_PASTS, NAMED_OTHERS, NAMED_PEOPLE


def _any_of(nouns: Iterable[str]) -> str:
    """A pattern for the nouns in singular and plural, not before a possessive."""
    forms = (re.sub(r"y$", "(?:y|ie)", noun) for noun in sorted(nouns))
    return rf"(?:(?:{'|'.join(forms)})(?:e?s)?|wom[ae]n|m[ae]n)(?![’'\w-])"


_FUNCTION = "|".join(sorted(FUNCTION_WORDS))
ADJUNCT = rf"(?!(?:{_FUNCTION})\b)[\w.’'-]+"
_NAMED = _any_of(NAMED_PEOPLE | NAMED_OTHERS)
_AMOUNT = (
    "(?:amount|attendance|budget|cost|fee|margin|number|percentage|population|price|proportion"
    "|salary|score|share|sum|turnout|wage)s?(?![’'-])"
)
_PHRASE_ENDS = rf"(?=\s*(?:[?,]|$)| (?:{_FUNCTION}|{'|'.join(sorted(IRREGULAR_PASTS))}|\w+ed)\b)"
"""After "what" a noun is asked for by itself, and is not the first part of another."""
WHAT_IT_COSTS = (
    r"what (?:can|could|did|do|does|may|might|should|will|would) "
    r"(?:(?!(?:about|of|on|say|think)\b)[\w’'-]+ ){1,8}?cost\b(?! (?:cut|sav))"
)
"""A pattern for "What will it cost?", but not for "What did he say of the cost?"."""
_KINDS = {
    "duration": r"how (?:long|soon|much time)\b",
    "number": r"how (?:many|much|old|far|fast|often|large|big|high|tall|heavy|deep|wide)\b"
    rf"|(?:what|which) (?:age|minute)\b|{WHAT_IT_COSTS}"
    r"|(?:what|which)(?:'s|’s| is| was)\b[^?]*?\b(?-i:age)\b"
    rf"|(?:what|which) {_AMOUNT}{_PHRASE_ENDS}"
    rf"|what (?:is|was|are|were) the (?:{ADJUNCT} ){{0,2}}?{_AMOUNT}{_PHRASE_ENDS}"
    rf"|(?:what|which)(?:'s|’s| is| was| are| were) [^?,]{{2,60}}?['’]s? (?:{ADJUNCT} ){{0,2}}?"
    rf"{_AMOUNT}{_PHRASE_ENDS}",
    "date": r"when\b|(?:what|which) (?:date|day|year|time|month)\b|date of\b",
    "name": r"(?:what|which)(?:'s|’s| is| was| are| were) the (?:first |last |full )?names? of\b"
    rf"|(?:who|whom|whose|where)\b|which (?:{ADJUNCT} ){{0,3}}?{_NAMED}"
    rf"|what {_NAMED}{_PHRASE_ENDS}",
    "other": r"(?:what|which|why|how)\b",
}
_QUESTION_WORD = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{asks})" for kind, asks in _KINDS.items()) + ")",
    re.I,
)
_PERSON = re.compile(
    rf"\b(?:who|whom|whose|where|which (?:{ADJUNCT} ){{0,3}}?{_any_of(NAMED_PEOPLE)})", re.I
)


def asks_who(question: str) -> bool:
    """Whether the first question word asks for a person, or where people are."""
    found = _QUESTION_WORD.search(question)
    return bool(found and _PERSON.match(question, found.start()))


def asks_for_others(question: str) -> bool:
    """Whether it asks for what has a name and is no person: "which party", "what club"."""
    found = _QUESTION_WORD.search(question)
    return bool(found and _OTHERS.match(question, found.start()))


_OTHERS = re.compile(
    rf"(?:what|which) (?:{ADJUNCT} ){{0,3}}?{_any_of(NAMED_OTHERS)}{_PHRASE_ENDS}", re.I
)


def asks_why(question: str) -> bool:
    """Whether the first question word asks for a reason: "why", "what is the reason"."""
    found = _QUESTION_WORD.search(question)
    return bool(found and _WHY.match(question, found.start()))


_WHY = re.compile(
    r"why\b|how come\b|(?:what|which) (?:\w+ ){0,2}(?:caused?|causes|reasons?)\b|for what reason",
    re.I,
)


def expected_kind(question: str) -> str | None:
    """What the question's words ask for: "duration", "number", "date", "name", or None.

    The first question word decides: "Who led the troops when Cyprus fell?" asks for a name.
    """
    found = _QUESTION_WORD.search(question)
    return found.lastgroup if found and found.lastgroup != "other" else None


def kinds_asked(question: str) -> set[str]:
    """The kinds of all that is asked for: "who won, and by how much" wants a name and a number."""
    every = list(_QUESTION_WORD.finditer(question))
    joined = [match for match in every[1:] if _JOINED.search(question[: match.start()])]
    return {match.lastgroup or "" for match in every[:1] + joined} - {"other"}


_JOINED = re.compile(r"\b(?:and|or)\s(?:(?:at|by|for|from|in|on|since|to|with)\s)?$", re.I)
