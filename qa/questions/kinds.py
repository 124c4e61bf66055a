"""The kind of thing that a question asks for, and whether a text holds one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import dropwhile, islice

from qa.checks.speech import days_of_speaking
from qa.language.closed_words import (
    FUNCTION_WORDS,
    IRREGULAR_PASTS,
    NAMED_OTHERS,
    NAMED_PEOPLE,
    NUMBER_WORDS,
    SPEECH_VERBS,
    TIME_UNITS,
    TIME_WORDS,
    UNITS_OF_TIME,
)
from qa.language.figure_words import states_named, states_told
from qa.language.money import names_money, sums_of_money
from qa.language.words import (
    dates,
    durations,
    lengths_of_time,
    masked,
    name_words,
    numbers,
    proper_names,
    singular,
    stem,
    words,
)


def _any_of(nouns: Iterable[str]) -> str:
    """A pattern for the nouns in singular and plural, not before a possessive."""
    forms = (re.sub(r"y$", "(?:y|ie)", noun) for noun in sorted(nouns))
    return rf"(?:(?:{'|'.join(forms)})(?:e?s)?|wom[ae]n|m[ae]n)(?![’'\w-])"


_FUNCTION = "|".join(sorted(FUNCTION_WORDS))
_ADJUNCT = rf"(?!(?:{_FUNCTION})\b)[\w.’'-]+"
_NAMED = _any_of(NAMED_PEOPLE | NAMED_OTHERS)
_AMOUNT = "(?:amount|fee|number|percentage|population|price|proportion|salary|sum|wage)s?(?![’'-])"
_PHRASE_ENDS = rf"(?=\s*(?:[?,]|$)| (?:{_FUNCTION}|{'|'.join(sorted(IRREGULAR_PASTS))}|\w+ed)\b)"
"""After "what" a noun is asked for by itself, and is not the first part of another."""
_KINDS = {
    "duration": r"how (?:long|soon|much time)\b",
    "number": r"how (?:many|much|old|far|often|large|big|high)\b|(?:what|which) age\b"
    r"|(?:what|which)(?:'s|’s| is| was)\b[^?]*?\b(?-i:age)\b"
    rf"|(?:what|which) {_AMOUNT}{_PHRASE_ENDS}"
    rf"|what (?:is|was|are|were) the (?:{_ADJUNCT} ){{0,2}}?{_AMOUNT}{_PHRASE_ENDS}"
    rf"|(?:what|which)(?:'s|’s| is| was| are| were) [^?,]{{2,60}}?['’]s? (?:{_ADJUNCT} ){{0,2}}?"
    rf"{_AMOUNT}{_PHRASE_ENDS}",
    "date": r"when\b|(?:what|which) (?:date|day|year|time|month)\b|date of\b",
    "name": rf"(?:who|whom|whose|where)\b|which (?:{_ADJUNCT} ){{0,3}}?{_NAMED}"
    rf"|what {_NAMED}{_PHRASE_ENDS}",
    "other": r"(?:what|which|why|how)\b",
}
_QUESTION_WORD = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{asks})" for kind, asks in _KINDS.items()) + ")",
    re.I,
)
_PERSON = re.compile(
    rf"\b(?:who|whom|whose|where|which (?:{_ADJUNCT} ){{0,3}}?{_any_of(NAMED_PEOPLE)})", re.I
)


def asks_who(question: str) -> bool:
    """Whether the first question word asks for a person, or where people are."""
    found = _QUESTION_WORD.search(question)
    return bool(found and _PERSON.match(question, found.start()))


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


_BOUNDS = frozenset("from since till to until".split())
_ABOUT = frozenset("about around at beginning early end late least mid of start the".split())
"""What may stand between a bound and its date: "until the end of May"."""


def of_kind(kind: str, text: str, known: Iterable[str] = (), *, offsets: bool = True) -> set[str]:
    """The durations, numbers, dates or name words of a text: what such a question wants to hear.

    A number that is part of a date is not one that "how many" asks for; "until 1796" says how
    long.

    Args:
        known: normalised words that are names (`name_vocabulary`).
        offsets: whether "one week ago" counts among the durations.
    """
    if kind == "duration":
        if found := durations(text, offsets=offsets):
            return found
        return dates(text) if _is_bounded(text) else set()
    if kind == "number":
        return set(numbers(text)) - dates(text)
    if kind == "date":
        return dates(text)
    return {stem(word.text) for word in name_words(text, known=known)}


def given(kind: str, text: str, question: str, known: Iterable[str] = ()) -> set[str]:
    """What a text holds of the kind that the question does not.

    "What time" asks for a time of day. "A week ago" says how long ago, "a week after it" how long
    after, not how long something took. "How many years" asks for years or more, and no other "how
    many" for a length of time; "how much" asks for one only where the text gives nothing else:
    sleep, or notice. Costs are money, ages and crowds are not, nor a time of day. The day on which
    somebody spoke is not when that was of which they spoke.
    """
    asked = of_kind(kind, question, known)
    if kind == "date" and not _ASKS_WHEN_SAID.search(question):
        text = masked(text, days_of_speaking(text))
    if kind == "date" and _ASKS_TIME.search(question):
        return {found.group().lower() for found in _TIME_OF_DAY.finditer(text)} - asked
    if kind == "number":
        text = "" if _befalls_nobody(text, question) else _fitting(text, question)
    if kind == "name" and _SUCCESSION.search(question):
        return _other_names(text, question, known) if _SUCCEEDING.search(text) else set()
    offsets = bool(_ASKS_OFFSET.search(question))
    if kind != "number" or not (counted := _COUNTED.search(question)):
        return of_kind(kind, text, known, offsets=offsets) - asked
    if counted["unit"]:
        return _lengths_in(singular(counted["unit"].lower()), text, offsets) - durations(question)
    other = numbers(_without_lengths(text)) - dates(text) - asked
    if other or counted["much"] is None:
        return set(other)
    return set() if _AGE.search(text) else durations(text) - durations(question)


def _befalls_nobody(text: str, question: str) -> bool:
    """Whether it is asked how many died or were hurt, and nothing of it is in a text."""
    asked = states_named(question) & {"killed", "injured"}
    return bool(asked and not _THE_HURT.search(question)) and not asked & states_told(text)


_THE_HURT = re.compile(
    r"\b(?:an?|the|this|that|his|her|their) (?:injured|wounded|dead|killed)\b", re.I
)


def _other_names(text: str, question: str, known: Iterable[str]) -> set[str]:
    """Stems of the names in a text, but for those asked about: "Ingrid" of Ingrid Solberg is none
    when it is asked who came after Solberg."""
    asked = {word.key for word in words(question) if word.capital}
    return {
        stem(word.text)
        for name in proper_names(text, known=known)
        for word in words(name)
        if words(name)[-1].key not in asked
    }


_SUCCESSION = re.compile(
    r"\bwho(?:m)?\b.*\b(?:replac(?:ed|es|ing)|succeed(?:ed|s|ing)|took over from|taking over from)"
    r" (?:[a-z]+ ){0,3}(?-i:[A-Z])"
    r"|\bwho(?:m)?\b.*\b(?:predecessor|successor)\b"
    r"|\bwho (?:was|is|were|became) (?:the )?[a-z ]+ (?:after|before) (?-i:[A-Z])",
    re.I,
)
_SUCCEEDING = re.compile(
    r"\b(?:after|appoint|becom|became|before|choos|chose|elect|ex-|follow|former|hand(?:s|ed)\b|helm"
    r"|inherit|interim|last\b|named\b|new\b|next|ous?ted|pick|predecess|previous|promot|quit|reins"
    r"|replac|resign|retir|select|step|succe|sworn|takes? over|taking over|then\b|took|until"
    r"|won\b)",
    re.I,
)
"""By one of these it is told who came after whom."""


def _fitting(text: str, question: str) -> str:
    """A text without the numbers that such a question cannot ask for.

    Beside money no other number is a cost, nor is a length of time or a count of people; ages and
    counts are neither money nor a time of day, and an age is nothing else.
    """
    text = masked(text, (name.span() for name in _NUMERAL_NAME.finditer(text)))
    if not _asks_age(question):
        ages = _AGES.finditer(text)
        text = masked(text, (a.span("after") if a["after"] else a.span() for a in ages))
    money = sums_of_money(text)
    if _ASKS_MONEY.search(question):
        if money:
            return " ".join(text[start:end] for start, end in money)
        return _COUNTED_PEOPLE.sub(" ", _without_lengths(text))
    return _without_money(text, question)


_COUNTED_PEOPLE = re.compile(
    r"\b\d[\d,.]*\s(?:other |young )?(?:people|persons|men|women|children|residents|workers)\b",
    re.I,
)


def _asks_age(question: str) -> bool:
    return re.search(r"\b(?:how old|ages?|aged)\b", question, re.I) is not None


_AGES = re.compile(
    r"\b[A-Z][\w’'-]*, (?P<after>\d{1,2}|1[01]\d)(?=[,.](?!\d))|\b\d{1,3}-years?-olds?\b"
    rf"|\b(?:aged?|the age of) (?:\d{{1,3}}|{'|'.join(sorted(NUMBER_WORDS))})\b"
)
_NUMERAL_NAME = re.compile(
    rf"(?<=[\w,] )(?:{'|'.join(word.capitalize() for word in sorted(NUMBER_WORDS))})(?= [A-Z])"
)
"""Erik Ten Hag, in the middle of a sentence."""


def _without_money(text: str, question: str) -> str:
    text = masked(text, (name.span() for name in _NUMERAL_NAME.finditer(text)))
    if _ASKS_NO_MONEY.search(question) and not names_money(question):
        return _CLOCK.sub(" ", masked(text, sums_of_money(text)))
    return text


_ASKS_MONEY = re.compile(
    r"\bhow much\b.*\b(?:charged?|costs?|earn(?:ed|s)?|paid|pay(?:s|ing)?|spen[dt]|spends"
    r"|worth)\b|\bhow far (?:above|below|over|under) (?:the )?budget\b"
    r"|\b(?:what|which)\b[^?]*\b(?:fee|price|salary|wage)\b",
    re.I,
)
_ASKS_NO_MONEY = re.compile(
    r"\bhow (?:far(?! (?:above|below|over|under)\b)|many|often|old)\b"
    r"|\b(?:what|which)\b[^?]*\b(?:age|number|percentage|population)\b",
    re.I,
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?|o[’']clock)|\b\d{1,2}:\d{2}\b", re.I
)
_ASKS_WHEN_SAID = re.compile(rf"\b(?:{'|'.join(sorted(SPEECH_VERBS))})\b", re.I)
_ASKS_TIME = re.compile(r"\b(?:what|which) time\b(?! (?:of (?:the )?year|period|frame))", re.I)
_TIME_OF_DAY = re.compile(
    r"\b(?:noon|midday|midnight|dawn|dusk|sunrise|sunset|morning|afternoon|evening|night"
    r"|\d{1,2}[:.]\d{2}|\d{1,2}(?: ?[ap]\.?m\b| o[’']clock))",
    re.I,
)
_ASKS_OFFSET = re.compile(
    r"\bhow (?:long|soon|much|many \w+)(?: \w+)? (?:ago|after|before|earlier|later)\b|\bsince\b",
    re.I,
)
_AGE = re.compile(r"\d+-years?-old")
_NOT_BEFORE_UNIT = "|".join([*sorted(IRREGULAR_PASTS), "people", "men", "women", "children"])
_BEFORE_UNIT = rf"(?!(?:{_NOT_BEFORE_UNIT})\b){_ADJUNCT}(?<!s)(?<!ed)"
_ANY_UNIT = "|".join(sorted(TIME_UNITS - set(UNITS_OF_TIME)))
_COUNTED = re.compile(
    rf"\bhow (?:many|(?P<much>much))\b(?:(?: {_BEFORE_UNIT}){{0,2}}? (?P<unit>{_ANY_UNIT})\b)?",
    re.I,
)
_YEARLY = re.compile(r"\b(\d+)(?:st|nd|rd|th) (?:anniversary|birthday)")


def _lengths_in(unit: str, text: str, offsets: bool) -> set[str]:
    """The lengths of time of a text in the unit or a longer one, or since when or until when."""
    longer = UNITS_OF_TIME[UNITS_OF_TIME.index(unit) :]
    found = {each for each in durations(text, offsets=offsets) if each.endswith(longer)}
    if unit == "year":
        found |= set(_YEARLY.findall(text))
    return found or (dates(text) if _is_bounded(text) else set())


def _without_lengths(text: str) -> str:
    for number, unit in reversed(list(lengths_of_time(text))):
        text = text[: number.start] + text[unit.start :]
    return text


def _is_bounded(text: str) -> bool:
    """Whether a text says since when or until when; "prior to their talks on Monday" does not."""
    found = words(text)
    for index, word in enumerate(found):
        if word.key in _BOUNDS:
            after = dropwhile(lambda each: each.key in _ABOUT, found[index + 1 :])
            if dates(" ".join(each.text for each in islice(after, 2))):
                return True
    return False


_NUMBERS_NEAR = frozenset(NUMBER_WORDS) | frozenset(
    "both couple double few half nobody none pair several single triple".split()
)
_TIMES_NEAR = (
    TIME_WORDS
    | TIME_UNITS
    | frozenset(
        """afternoon afterwards century dawn daily day decade dusk earlier evening fortnight
    fortnightly hourly later meanwhile midday monthly morning night now overnight quarterly season
    since spring summer autumn fall winter tonight then weekend weekly when yearly
    """.split()
    )
)


def may_be_of_kind(kind: str, text: str, question: str) -> bool:
    """Whether a text may hold something of the kind that the question does not: in doubt it may.

    `of_kind` errs on the other side. What this denies may be said to be missing.
    """
    asked = {word.key for word in words(question)}
    text = _without_money(text, question) if kind == "number" else text
    said = [word for word in words(text) if word.key not in asked]
    if kind == "name":
        return any(word.capital and word.key not in FUNCTION_WORDS for word in said)
    near = _NUMBERS_NEAR if kind == "number" else _NUMBERS_NEAR | _TIMES_NEAR
    if kind == "number" and _ASKS_MONEY.search(question):
        near = frozenset(NUMBER_WORDS)  # "both" and "half" are no sums
    return any(
        any(character.isdigit() for character in word.text)
        or word.key in near
        or word.key.removesuffix("s") in near
        for word in said
    )
