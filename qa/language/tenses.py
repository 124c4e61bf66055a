"""Whether a clause reports something past or announces something, at a word that says when.

News style leaves it to the verb which Tuesday is meant (qa.dates.event_dates). There is no parser
here: verbs are known by closed classes and "-ed", and a clause that is not plainly one or the other
has no tense. What is doubtful costs a date beside the words; a wrong tense would make one up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from qa.language.closed_words import (
    FUNCTION_WORDS,
    IRREGULAR_PARTICIPLES,
    IRREGULAR_PASTS,
    NUMBER_WORDS,
    SPEECH_VERBS,
)
from qa.language.words import Word, words


class Tense(StrEnum):
    PAST = "past"
    FUTURE = "future"


_EDGE = re.compile(
    r"[;:()\[\]\n“”\"—–]|\s--?\s"
    r"|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.?!](?=\s|$)"  # but "U.S. ", "Gov. "
)
_SENTENCE_OPENS = re.compile(r"(?:^|[.?!\n—–]|\s--)[\s’”\")]*$")
_COMPOUND = re.compile(r"(?<=\w)-\w+")
"""The end of "rain-drenched", which is no verb."""
_COMMA = re.compile(r",\s")

_WILL = frozenset("will shall won't".split())
_PAST_AUXILIARIES = frozenset("was were had did wasn't weren't hadn't didn't".split())
_PERFECT = frozenset("has have hasn't haven't".split())
_PRESENT = frozenset("is are am isn't aren't does do doesn't don't".split()) | _PERFECT
_OTHER_MODALS = frozenset(
    "would should can could must may might wouldn't shouldn't can't couldn't cannot".split()
)
_BETWEEN_AUXILIARY_AND_VERB = frozenset("be been being not also already now just still".split())
_DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your no some any each every".split()
)

# Past forms that are no present form too.
_IRREGULAR = (
    IRREGULAR_PASTS
    | IRREGULAR_PARTICIPLES
    | frozenset(
        """begun bore born died fallen felt fled flown gone hung meant risen said slept sought
        spoken swept thought withdrawn withdrew
        """.split()
    )
) - frozenset("beat bound cut hit hurt put read set shut did was were".split())
_NO_PARTICIPLES = frozenset(
    "need indeed exceed proceed succeed speed feed seed breed bleed bed red shed hundred sacred "
    "wed embed".split()
)
# Verbs about what is still to come: "announced a strike on Friday" may mean a strike then.
_FORWARD = frozenset(
    """agreed announced arranged planned promised pledged vowed called urged ordered invited
    scheduled proposed offered decided threatened postponed delayed cancelled canceled approved
    booked expected prepared awaited sought wanted needed hoped intended discussed feared predicted
    anticipated backed supported opposed accepted demanded requested chose chosen advanced faced
    slated required allowed moved missed due set
    """.split()
)
_PROSPECTIVE = frozenset("scheduled set due expected slated poised planned going".split())
_NEW_CLAUSE = frozenset(
    """that which who whom whose if whether when where while because as and or but nor than before
    ahead until till by from about against upcoming forthcoming coming next future planned scheduled
    expected every each
    """.split()
)
_LOOKING_BACK = frozenset("after since following over".split())
_PLACE_OR_OCCASION = frozenset("in at during after following via on".split())
_HEARERS = 3
"""Words at most between "told" and the day: "told the news agency on Monday"."""
_OPENERS = frozenset("but and then meanwhile also just only".split())


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """The tense of the clause in which `text[start:end]` says when; None where it is doubtful.

    Args:
        text: one or more sentences of an article.
        start: where the expression begins, its preposition included ("on Monday").
        end: where it ends.
    """
    line = text.rfind("\n", 0, start) + 1  # a clause ends with its line at the latest
    line_end = text.find("\n", end)
    text = text[line : None if line_end < 0 else line_end]
    start, end = start - line, end - line
    text = _COMPOUND.sub(lambda tail: " " * len(tail.group()), text)
    opens = max((edge.end() for edge in _EDGE.finditer(text, 0, start)), default=0)
    closing = _EDGE.search(text, end)
    before = words(text[opens:start])
    after = words(text[end : closing.start() if closing else len(text)])
    if all(word.key in _OPENERS for word in before) and _SENTENCE_OPENS.search(text[:opens]):
        return _opening(after)
    since_comma = text[opens:start]
    commas = [comma.end() for comma in _COMMA.finditer(since_comma)]
    before = words(since_comma[commas[-1] if commas else 0 :])
    if before and before[-1].key == "of":
        return None  # the treaty of 3 May
    if before and _is_past_form(before[-1]):
        return _of_verb(before, len(before) - 1)
    follows = text[end : end + 1] == " " and bool(after)
    if follows and _says_tense(after, 0) and after[0].key != "to":
        return _opening(after)
    return _governing(before)


def has_verb(text: str) -> bool:
    """Whether some word is surely a verb with a tense; a present form without auxiliary is not."""
    return bool(verbs_in(text))


def verbs_in(text: str) -> list[int]:
    """Where the groups of words begin that are surely verbs with a tense: "had been asked" once."""
    found = words(text)
    starts: list[int] = []
    last = -2
    for at, word in enumerate(found):
        if word.key != "to" and _says_tense(found, at):
            if at != last + 1:
                starts.append(word.start)
            last = at
        elif at == last + 1 and (
            word.key in _BETWEEN_AUXILIARY_AND_VERB or word.key.endswith("ly")
        ):
            last = at
    return starts


def _opening(after: Sequence[Word]) -> Tense | None:
    """Of a day that comes first: "On Monday, the council voted"."""
    at = next((i for i in range(len(after)) if _says_tense(after, i)), None)
    if at is None:
        return None
    tense = _of_group(after, at)
    reports = any(word.key in SPEECH_VERBS for word in after[at : at + 3])
    mixed = any(word.key in _WILL | _OTHER_MODALS for word in after[at + 1 :])
    return None if tense is Tense.PAST and mixed and not reports else tense


def _of_group(found: Sequence[Word], at: int) -> Tense | None:
    """Of the group of verbs that begins at `at`."""
    key = found[at].key
    if key in _WILL or key.endswith("'ll"):
        return Tense.FUTURE
    if key in _PAST_AUXILIARIES:
        rest = [word.key for word in found[at + 1 : at + 3]]
        return None if set(rest) & (_PROSPECTIVE | {"to"}) else Tense.PAST
    if key in _PERFECT:
        verb = _verb_after(found, at)
        return Tense.PAST if verb and _is_past_form(verb) else None
    if key in _PRESENT:
        verb = _verb_after(found, at)
        return Tense.FUTURE if verb and verb.key in _PROSPECTIVE else None
    return _of_verb(found, at) if _is_past_form(found[at]) else None


def _governing(before: Sequence[Word]) -> Tense | None:
    """Of a day that follows its verb at a distance: "held their first call on Monday"."""
    at = next((i for i in reversed(range(len(before))) if _says_tense(before, i)), None)
    if at is None:
        return None
    key, between = before[at].key, before[at + 1 :]
    said = {word.key for word in between}
    if key == "to":
        is_scheduled = at > 1 and before[at - 1].key in _PROSPECTIVE
        is_now = at > 1 and before[at - 2].key in _PRESENT - _PERFECT
        return Tense.FUTURE if is_scheduled and is_now and not said & _NEW_CLAUSE else None
    if said & _NEW_CLAUSE:
        return None
    tense = _of_verb(before, at) if _is_past_form(before[at]) else _of_group(before, at)
    if tense is Tense.FUTURE:
        return None if said & _LOOKING_BACK else tense
    if tense is None or not _is_how_long(between):
        return None
    if key in SPEECH_VERBS or key in _FORWARD:
        heard = _HEARERS if key == "told" else 0
        place = next(
            (i for i, w in enumerate(between) if w.key in _PLACE_OR_OCCASION), len(between)
        )
        return tense if place <= heard else None
    return tense


def _is_how_long(between: Sequence[Word]) -> bool:
    """Whether every "for" is one of duration: a journey "for talks on Friday" is made before."""
    for index, word in enumerate(between):
        counted = between[index + 1 : index + 4]
        if word.key == "for" and not any(_is_number(each) for each in counted):
            return False
    return True


def _of_verb(found: Sequence[Word], at: int) -> Tense | None:
    """Of a past form or participle, by the auxiliary before it if there is one."""
    first = at
    while first and (
        found[first - 1].key in _BETWEEN_AUXILIARY_AND_VERB or found[first - 1].key.endswith("ly")
    ):
        first -= 1
    auxiliary = found[first - 1].key if first else ""
    if auxiliary in _PERFECT and first > 1 and found[first - 2].key in _WILL | _OTHER_MODALS:
        auxiliary = found[first - 2].key
    if auxiliary in _WILL or auxiliary.endswith("'ll"):
        return Tense.FUTURE
    if found[at].key in _PROSPECTIVE:
        return None
    if auxiliary in _PAST_AUXILIARIES | _PERFECT:
        return Tense.PAST
    is_finite = not (auxiliary in _PRESENT | _OTHER_MODALS | {"to"} or first < at)
    return Tense.PAST if is_finite and auxiliary not in _DETERMINERS else None


def _says_tense(found: Sequence[Word], at: int) -> bool:
    """Whether a word is a verb that says, or leaves open, when."""
    word = found[at]
    if word.key == "to":
        following = found[at + 1] if at + 1 < len(found) else None
        return following is not None and not (
            following.capital or following.key in FUNCTION_WORDS - {"be", "have", "do"}
        )
    if word.key in _WILL | _PAST_AUXILIARIES | _PRESENT | _OTHER_MODALS:
        return not word.capital or at == 0
    if word.key.endswith(("'ll", "'d")):
        return True
    attributive = at > 0 and found[at - 1].key in _DETERMINERS
    return _is_past_form(word) and not attributive


def _is_past_form(word: Word) -> bool:
    if word.capital or word.key in _NO_PARTICIPLES:
        return False
    return word.key in _IRREGULAR or (word.key.endswith("ed") and len(word.key) > 3)


def _verb_after(found: Sequence[Word], at: int) -> Word | None:
    for word in found[at + 1 :]:
        if word.key not in _BETWEEN_AUXILIARY_AND_VERB and not word.key.endswith("ly"):
            return word
    return None


def _is_number(word: Word) -> bool:
    return word.key[:1].isdigit() or word.key in NUMBER_WORDS
