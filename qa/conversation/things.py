"""What "it" can mean: the thing that the question before asks about, or names alone."""

from __future__ import annotations

import re

from qa.conversation.leaning import is_place
from qa.conversation.talk import Talk, closing_phrase
from qa.language.closed_words import AUXILIARIES, BE, NAMED_OTHERS
from qa.language.words import is_content, words

ASKS_WHO = re.compile(
    r"\bwho(?:m|se)?\b|\b(?:which|what) (?!(?:did|do|does|is|are|was|were|has|have|had)\b)\w+", re.I
)
_ADVERB = r"(?:\w+ly|again|early|late|so|then)"
_SUBJECT = re.compile(
    rf"\b(?P<auxiliary>{'|'.join(sorted(AUXILIARIES))}) (?:the|an?)"
    r" (?P<nouns>\w+(?: \w+){0,2}?)(?P<place> (?:in|of|at) (?-i:[A-Z])\w+)?"
    rf" (?:be )?(?!{_ADVERB}\b)(?P<verb>\w+)(?: {_ADVERB})?"
    r"(?=[?!. ]*$| (?:in|on|at|for|with|by|from)\b)",
    re.I,
)
"""A subject of few nouns and what is told of it: "Why did the steel mill close?", "Is it safe?"."""
_PLURAL = re.compile(r"[^s]s$", re.I)
"""No bare verb: "Did the council raise taxes?" has no subject "council raise"."""


def the_thing(talk: Talk) -> str:
    """What "it" can mean: the phrase that the question before closes with, its subject, or its
    only thing."""
    phrase = closing_phrase(talk.question) or subject_phrase(talk)
    if phrase:
        return phrase
    text = talk.reply if ASKS_WHO.search(talk.question) and talk.reply else talk.question
    for where in (text, talk.question):
        things = [name for name in talk.things(where) if not is_place(name, where)]
        if len(things) == 1:
            return with_article(things[0], where)
    return ""


def subject_phrase(talk: Talk) -> str:
    """The subject of the question before, if it is a few nouns; "" where none surely is."""
    found = _SUBJECT.search(talk.question)
    if found is None:
        return ""
    nouns, verb = found["nouns"], found["verb"]
    told = talk.reply.lower()
    parted = nouns.split()[0].lower() in told and nouns.lower() not in told
    if parted or not all(is_content(word) for word in words(f"{nouns} {verb}")):
        return ""  # "Did the council buy land?" "The council bought land."
    if verb.endswith("ing") or (found["auxiliary"].lower() not in BE and _PLURAL.search(verb)):
        return ""
    return f"the {nouns}{found['place'] or ''}"


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
