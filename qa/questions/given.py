"""What a text holds of the kind that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import dropwhile, islice

from qa.checks.speech import days_of_speaking
from qa.language.closed_words import (
    AUXILIARIES,
    IRREGULAR_PASTS,
    MONTHS,
    NAMED_PEOPLE,
    SPEECH_VERBS,
    TIME_UNITS,
    TITLES,
    UNITS_OF_TIME,
    WEEKDAYS,
)
from qa.language.words import (
    dates,
    durations,
    masked,
    name_words,
    numbers,
    proper_names,
    singular,
    stem,
    words,
)
from qa.questions.fitting import (
    ASKS_HOW_OLD,
    ages_told,
    befalls_nobody,
    fitting,
    without_lengths,
)
from qa.questions.kinds import ADJUNCT, asks_for_others


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
        without_end = {found.lastgroup or "" for found in WITHOUT_END.finditer(text)}
        return without_end or (dates(text) if _is_bounded(text) else set())
    if kind == "number":
        return set(numbers(text)) - dates(text)
    if kind == "date":
        return dates(text)
    return {stem(word.text) for word in name_words(text, known=known)}


WITHOUT_END = re.compile(
    r"\b(?:(?P<life>sentenced to life|(?:banned|imprisoned|jailed) for life|lifelong|lifetime ban"
    r"|life (?:ban|behind bars|imprisonment|in (?:jail|prison)|sentences?|term))"
    r"|(?P<open>indefinite(?:ly)?)|(?P<ever>permanently|for (?:ever|good(?=[,.;”\"]))|forever))\b",
    re.I,
)
"""How long, without a number."""


def given(
    kind: str,
    text: str,
    question: str,
    known: Iterable[str] = (),
    people: Collection[str] = (),
) -> set[str]:
    """What a text holds of the kind that the question does not.

    "What time" asks for a time of day. "A week ago" says how long ago, "a week after it" how long
    after, not how long something took. "How many years" asks for years or more, and no other "how
    many" for a length of time; "how much" asks for one only where the text gives nothing else:
    sleep, or notice. Costs are money, ages and crowds are not, nor a time of day. The day on which
    somebody spoke is not when that was of which they spoke. A person is no party, company or town.

    Args:
        known: normalised words that are names (`name_vocabulary`).
        people: those of them that are people's (`people_in`).
    """
    asked = of_kind(kind, question, known)
    if kind == "date" and not _ASKS_WHEN_SAID.search(question):
        text = masked(text, days_of_speaking(text))
    if kind == "date" and _ASKS_TIME.search(question):
        return {found.group().lower() for found in _TIME_OF_DAY.finditer(text)} - asked
    if kind == "number" and ASKS_HOW_OLD.search(question):
        return ages_told(text) - ages_told(question)
    if kind == "number":
        text = "" if befalls_nobody(text, question) else fitting(text, question)
    if kind == "name" and asks_who_followed(question):
        return _other_names(text, question, known) if _tells_who_followed(text, question) else set()
    if kind == "name" and asks_for_others(question):
        others = (word for word in name_words(text, known=known) if word.key not in people)
        return {stem(word.text) for word in others if word.key not in TITLES} - asked
    if kind == "name" and _ASKS_WHO_WON.search(question) and not _WINNING.search(text):
        return set()
    offsets = bool(_ASKS_OFFSET.search(question))
    if kind != "number" or not (counted := _COUNTED.search(question)):
        return of_kind(kind, text, known, offsets=offsets) - asked
    if counted["unit"]:
        return _lengths_in(singular(counted["unit"].lower()), text, offsets) - durations(question)
    other = numbers(without_lengths(text)) - dates(text) - asked
    if other or counted["much"] is None:
        return set(other)
    return durations(text) - durations(question)


def answer_apart(kind: str, one: str, other: str) -> bool:
    """Whether two answers give something of a kind, and nothing in common."""
    return bool(of_kind(kind, one) and of_kind(kind, other)) and not in_common(kind, one, other)


def in_common(kind: str, one: str, other: str) -> set[str]:
    """What two texts give of a kind alike; days of other months are not of one number."""
    first, second = of_kind(kind, one), of_kind(kind, other)
    months = first & {*MONTHS}, second & {*MONTHS}
    if kind == "date" and all(months):
        return months[0] & months[1]
    return (first & second) - _SCALES


_SCALES = frozenset(str(10**power) for power in (2, 3, 6, 9, 12))
"""1.4 million and 1.6 million have no number in common."""


def asks_who_followed(question: str) -> bool:
    """Whether a question asks for somebody's successor or predecessor."""
    return _SUCCESSION.search(question) is not None


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


_ASKS_WHO_WON = re.compile(r"\b(?:who|which (?:\w+ )?\w+)\b[^?]*?\b(?:won|wins)\b", re.I)
_WINNING = re.compile(
    r"\b(?:beat|best|captur|champion|claim|clinch|crown|declared|defeat|elect(?:ed|s)?\b|finish"
    r"|first\b|gold|held|land|lead(?:s|ing)?\b|lift|majority|medal|overc[oa]me|prevail|prize"
    r"|proclaim|re-?elect|retain|secur|sweep|swept|take|thrash|title|took|top|triumph|trophy|victor|w[io]n\b|winn|wins\b)",
    re.I,
)
"""By one of these it is told who won."""
_NAMED = (
    r"(?:(?!(?:as|at|by|for|from|in|on|to|with)\b)[a-z-]+ ){0,3}"
    rf"(?!(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b)(?-i:[A-Z])"
)
_ROLES = "|".join(sorted(TITLES | NAMED_PEOPLE | {"boss", "champion", "head"}))
_SUCCESSION = re.compile(
    rf"\bwhom?\b.*\b(?:replac(?:e|ed|es|ing)|succeed(?:ed|s|ing)?) {_NAMED}(?![^?]* with\b)"
    rf"|\bwhom?\b.*\b(?:took|takes?|taking) over (?:as [a-z ]+ )?(?:after|from) {_NAMED}"
    rf"|\bwhom?(?:[’']s|[’']ll| (?:{'|'.join(sorted(AUXILIARIES))}|becomes?|became))\b"
    r".*\b(?:predecessor|successor)\b"
    rf"|\bwho (?:is|was|were|became) (?:(?:[\w-]+ ){{0,4}}?(?:{_ROLES}"
    r"|in (?:charge|office))|the(?: [\w-]+){1,4}?)(?: (?:at|of) [\w ]+?)?"
    rf" (?:after|before) {_NAMED}",
    re.I,
)
_COMING = (
    r"acting\b|appoint|assum|becom|became|caretaker|choos|chose|coming on\b|came on\b|deputy|elect"
    r"|fill|follow|hand (?:\w+ )?over|hand(?:ed|ing|s)\b|helm|hir(?:e|ing)|in charge\b|inaugurat"
    r"|inherit|install|interim|ma[dk]es? way\b|named\b|new\b|next|nominat|now\b|pick|promot|reins"
    r"|replac|select|st(?:an|oo)d\w* in\b|step\w* (?:in|up)\b|substitut|succe|sworn"
    r"|takes? over|taking over|took|won\b"
)
_GOING = r"before|ex-|former|last\b|ous?ted|predecess|previous|quit|resign|retir|step|then\b|until"
_ASKS_WHO_WENT = re.compile(r"\b(?:before|predecessor)\b|\bwhom?\b (?:did|does|has|will)\b", re.I)


def _tells_who_followed(text: str, question: str) -> bool:
    """Whether a text has a word by which it is told who came after, or before, whom.

    That somebody else resigned tells nobody's successor, nor that something was after a vote.
    """
    asked = "|".join(re.escape(word.text) for word in words(question) if word.capital)
    after = rf"after (?:[\w.’'-]+ ){{0,3}}?(?:him|her|them|{asked})\b"
    going = f"|{_GOING}" if _ASKS_WHO_WENT.search(question) else ""
    return re.search(rf"\b(?:{_COMING}|{after}{going})", text, re.I) is not None


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
_NOT_BEFORE_UNIT = "|".join([*sorted(IRREGULAR_PASTS), "people", "men", "women", "children"])
_BEFORE_UNIT = rf"(?!(?:{_NOT_BEFORE_UNIT})\b){ADJUNCT}(?<!s)(?<!ed)"
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


_BOUNDS = frozenset("from since till to until".split())
_ABOUT = frozenset("about around at beginning early end late least mid of start the".split())
"""What may stand between a bound and its date: "until the end of May"."""


def _is_bounded(text: str) -> bool:
    """Whether a text says since when or until when; "prior to their talks on Monday" does not."""
    found = words(text)
    for index, word in enumerate(found):
        if word.key in _BOUNDS:
            after = dropwhile(lambda each: each.key in _ABOUT, found[index + 1 :])
            if dates(" ".join(each.text for each in islice(after, 2))):
                return True
    return False
