"""What "it" can mean: the thing that the question before asks about, or names alone."""

from __future__ import annotations

import re
from itertools import takewhile

from qa.conversation.leaning import is_place, may_be_verb
from qa.conversation.talk import Talk, closing_phrase
from qa.conversation.times import WHEN
from qa.language.closed_words import (
    AUXILIARIES,
    BE,
    NAMED_OTHERS,
    NAMED_PEOPLE,
    SPEECH_VERBS,
    TITLES,
)
from qa.language.words import Word, is_content, words

ASKS_WHO = re.compile(
    r"\bwho(?:m|se)?\b|\b(?:which|what) (?!(?:did|do|does|is|are|was|were|has|have|had)\b)\w+", re.I
)
_ADVERB = r"(?:\w+ly|again|early|late|so|then|today|tomorrow|yesterday)"
_SUBJECTS = tuple(
    re.compile(
        rf"\b(?P<auxiliary>{'|'.join(sorted(AUXILIARIES))}) (?P<article>(?:the|an?) )?"
        rf"(?P<nouns>\w+(?: \w+){{0,2}}?)(?P<place> (?:in|of|at) (?-i:[A-Z])\w+){times}"
        rf" (?:be )?(?!{_ADVERB}\b)(?P<verb>\w+)(?: {_ADVERB})?"
        r"(?P<after> (?:in|at) (?-i:[A-Z])\w+)?"
        r"(?=[?!. ]*$| (?:in|on|at|for|with|by|from)\b|(?P<about> about\b))",
        re.I,
    )
    for times in ("{1}", "?")  # "the old bridge in Brno" rather than "the old", which bridges
)
"""A subject of few nouns and what is told of it: "Why did the steel mill close?", "Is it safe?"."""
_PLURAL = re.compile(r"[^s]s$", re.I)
"""No bare verb: "Did the council raise taxes?" has no subject "council raise"."""

_NO_THING = re.compile(r"[^s]s$|^(?:any|every|some|no)(?:body|one)$|^(?:nobody|people|police)$")


def the_thing(talk: Talk) -> str:
    """What "it" can mean: the phrase that the question before closes with, its subject, or its
    only thing."""
    asked = _WHO_OF.match(talk.question)
    if asked:  # "Who is the head of Acmel?"
        return asked["thing"]
    phrase = closing_phrase(talk.question) or subject_phrase(talk)
    if phrase and not is_somebody(phrase):
        return phrase
    text = talk.reply if ASKS_WHO.search(talk.question) and talk.reply else talk.question
    for where in (text, talk.question):
        things = [name for name in talk.things(where) if not is_place(name, where)]
        if len(things) == 1:
            return with_article(things[0], where)
    return ""


_WHO_OF = re.compile(
    r"(?i:who(?:[’']s| is| was| are| were) the) (?:[\w-]+ ){1,4}?(?:of|at) "
    r"(?P<thing>(?:the )?(?:[\w’-]+ )*[\w’-]+)(?=[?!. ]*$)"
)


def is_somebody(phrase: str) -> bool:
    """Whether a phrase is of a person, who is "he" or "she" and no "it": "the mayor of Brno"."""
    nouns = list(takewhile(is_content, words(phrase)[1:]))
    return bool(nouns) and nouns[-1].key in NAMED_PEOPLE | TITLES


def subject_phrase(talk: Talk) -> str:
    """The subject of the question before, if it is a few nouns; "" where none surely is."""
    found = (subject.search(talk.question) for subject in _SUBJECTS)
    return next(filter(None, (_subject(each, talk.reply) for each in found if each)), "")


def _subject(found: re.Match[str], reply: str) -> str:
    nouns, verb = found["nouns"], found["verb"]
    if found["about"] and verb not in SPEECH_VERBS:
        return ""  # "Did the fee row about the mill end?"
    told = reply.lower()
    parted = nouns.split()[0].lower() in told and nouns.lower() not in told
    if parted or not all(is_content(word) for word in words(f"{nouns} {verb}")):
        return ""  # "Did the council buy land?" "The council bought land."
    if found["auxiliary"].lower() not in BE and _PLURAL.search(verb):
        return ""
    after = found["after"] or ""
    place = found["place"] or ("" if WHEN.fullmatch(after.strip()) else after)
    if found["article"]:
        return "" if verb.endswith("ing") else f"the {nouns}{place}"
    # "Is inflation rising?", but "Who is suing Acmel?"; "workers" and "anybody" are no "it"
    if _ASKS_SUBJECT.search(found.string[: found.start()]):
        return ""
    mass = nouns.islower() and " " not in nouns and not _NO_THING.search(nouns)
    return f"{nouns}{place}" if mass else ""


_ASKS_SUBJECT = re.compile(r"\b(?:who|which|what)\b", re.I)


def is_of_another(name: str, question: str) -> bool:
    """Whether a name only says which thing is meant: "the Harbour painting", no "Harbour team".

    After an auxiliary a verb follows it: "did the Union want".
    """
    found = re.search(
        rf"(?P<before>\w+) the {re.escape(name)} (?!(?:{_KINDS}|{_ADVERB})\b)(?P<noun>[a-z]\w+)",
        question,
    )
    if found is None or found["before"].lower() in AUXILIARIES:
        return False
    return is_content(words(found["noun"])[0])


def is_said(word: Word, text: str) -> bool:
    """Whether "it" is no thing, but what somebody said or did: "When did she say it?", "Who else
    did it?"; or might be either of two."""
    before, after = words(text[: word.start])[-1:], words(text[word.end :])[:1]
    if word.key != "it" or not before:
        return False
    # but "does it have a roof"
    done = before[0].key in ("did", "does") and not (after and may_be_verb(after[0]))
    verbs = SPEECH_VERBS | {"do", "doing", "done"}
    return done or before[0].key in verbs or _BOTH.search(text) is not None


_BOTH = re.compile(r"\bit \w+ it\b", re.I)
""" "Why did it buy it?": what buys is not what is bought, and which is which is unsure."""


def with_article(name: str, text: str) -> str:
    """ "the Ministry", "the Brno team", if the text calls it so."""
    found = re.search(rf"\b[Tt]he (?P<called>{re.escape(name)}(?: (?:{_KINDS})\b)?)", text)
    return f"the {found['called']}" if found else name


_KINDS = "|".join(sorted(NAMED_OTHERS))


def size_asked(question: str, told: str) -> str:
    """What a question asks the size of a thing in, "the cost", where that is told to change."""
    found = _MEASURED.match(question)
    return f"the {found.lastgroup}" if found and _CHANGES.match(told) else ""


_MEASURED = re.compile(
    r"how (?:much|many)\b.*?\b(?:(?P<cost>costs?)|(?P<price>priced?|sells? for|sold for)"
    r"|(?P<value>worth|valued))\b",
    re.I,
)
_CHANGES = re.compile(
    r" (?:so |suddenly )?(?:(?:go|gone|going|went|come|coming|came) (?:up|down)|climb|decline"
    r"|double|drop|fall|fell|grow|grew|increase|jump|ris(?:e|en|ing)|rose|shrink|soar|surge|triple)",
    re.I,
)
"""Said of a cost more often than of the thing that costs it."""
