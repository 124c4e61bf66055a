"""Follow-ups that ask of the last answer itself: "Show me the sentence", "Who said that?".

Recognised by closed-class words and by what such a question can be about, a sentence, a source;
`qa.replies.last_answer` answers them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from qa.language.closed_words import NUMBER_WORDS, SPEECH_VERBS
from qa.language.words import content_stems, stem


class Wanted(StrEnum):
    SOURCE = "source"
    """The sentences that the answer cites."""
    SPEAKER = "speaker"
    """Who says in the article what the answer says."""
    BYLINE = "byline"
    """Who wrote and published the articles cited, and when."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a follow-up wants to know of the answer before it."""

    wanted: Wanted
    number: int | None = None
    """Only the source of that number, from 1; -1 for the last one; None for all of them."""
    of_it: bool = False
    """Whether a byline is asked for of "it", which may be a book that was spoken of."""


def _any_of(*forms: str) -> re.Pattern[str]:
    """One pattern for any of the forms as a whole, each group `number` with a name of its own."""
    count = iter(range(1000))
    whole = "|".join(f"^(?:{form})$" for form in forms)
    named = re.sub(r"<number>", lambda _: f"<number{next(count)}>", whole)
    return re.compile(named, re.I)


_ORDINALS = {word: int(value) for word, value in NUMBER_WORDS.items() if value.isdigit()}
_ORDINALS |= {"last": -1, "other": 2}
_NTH = rf"(?P<number>{'|'.join(_ORDINALS)}|\d{{1,2}})(?:st|nd|rd|th)?"
_THAT = r"(?:that|this|it|so)"
_SOURCE = (
    r"(?:sentences?|quotes?|quotations?|passages?|sources?|citations?|evidence|wording|lines?|texts?"
    r"|words|articles?|proof)"
)
_PUBLISHED = (
    r"(?:articles?|sources?|sentences?|(?:news)?papers?|publishers?|publications?|passages?"
    r"|outlets?|reports?|stor(?:y|ies)|ones?|sites?|websites?)"
)
_SAYS = r"(?:says?|said|report(?:s|ed)?|state[sd]?|claim(?:s|ed)?|mention(?:s|ed)?|writes?|wrote)"
_SHOW = (
    r"(?:(?:please|can you|could you|would you|will you|let me|i want to|i would like to) )*"
    r"(?:show|quote|give|read|see|display|repeat|cite)(?: me| us| out)?"
)
_WHICH = r"(?:the|that|this|its|your|those|these)"
_EXACT = r"(?:exact|original|cited|full|whole|same|very|quoted|actual|complete)"
_SOURCE_REQUESTS = _any_of(
    rf"{_SHOW}(?: {_WHICH})?(?: {_EXACT})*(?: {_NTH})? {_SOURCE}"
    rf"(?: (?:for|behind|of|from) {_THAT})?",
    rf"{_SHOW} (?:source|sentence|citation|quote) {_NTH}",
    rf"(?:which|what)(?: {_NTH})? {_PUBLISHED} (?:{_SAYS} {_THAT}"
    rf"|(?:is|was) {_THAT} (?:from|in))",
    rf"where (?:does|did) (?:it|the article|an article) say {_THAT}",
    rf"where (?:is|was) {_THAT} (?:written|stated|said|reported|from)",
    rf"where (?:do|did|have) you (?:have|get|got|find|found|read|see|seen) {_THAT}"
    r"(?: from)?",
    rf"where does {_THAT} (?:come from|stand)",
    r"what(?:’s|'s| is| are| (?:was|were)(?! the (?:evidence|proof|words|lines)$))"
    rf" (?:the|your|its) {_SOURCE}"
    rf"(?: (?:for|of|behind) {_THAT})?",
    rf"what (?:does|do|did) (?:the |that )?(?:{_NTH} )?(?:sources?|sentences?"
    r"|citations?|quotes?)(?: (?:say|state|report))?",
    rf"what (?:does|did) (?:the )?(?:source|sentence|citation|quote) {_NTH}"
    r"(?: (?:say|state|report))?",
    rf"(?:the )?{_NTH} (?:source|sentence|citation|quote)",
    rf"(?:the )?(?:source|sentence|citation) {_NTH}",
    r"(?:(?:your|the|any) )?(?:sources?|evidence|proof|citations?)",
    rf"how do you know(?: {_THAT})?|are you sure|really|prove {_THAT}",
    rf"is {_THAT} (?:true|right|so|correct)",
)
_ARTICLE = r"\b(?:article|column|item|news|one|piece|point|report|sentence|source|story|text)\b"
_IT = rf"(?:it|that|this|(?:the|that|this) (?:{_NTH} )?{_ARTICLE}(?: {_NTH})?|source {_NTH})"
_PART = r"(?:author|writer|journalist|reporter|title|headline|date|publisher|url|link|byline)"
_BYLINE_REQUESTS = _any_of(
    rf"who (?:has )?(?:written|wrote|published) (?!(?:that|this)$){_IT}",  # he wrote that on a wall
    rf"who(?:’s|'s| is| was| are| were) the {_PART}s?(?: of {_IT})?",
    rf"(?:what|when)(?:’s|'s| is| was) (?:the |its )?{_PART}s?(?: of {_IT})?",
    rf"(?:when|by whom|where) (?:is|was|were|has) {_IT}(?: been)?"
    r" (?:dated|posted|printed|published|written)(?: by| in)?",
    rf"when did {_IT} (?:appear|come out)",
    rf"how (?:current|new|old|recent) is (?:the|that|this) (?:{_NTH} )?{_ARTICLE}",
    rf"(?:which|what) {_PUBLISHED} published {_IT}",
    rf"(?:the )?(?:author|date|headline|link|url|publisher|byline)(?: of {_IT})?",
)
_SPEAKER_REQUESTS = re.compile(
    rf"^(?:who (?:was it (?:who|that) |is it (?:who|that) )?(?:{'|'.join(sorted(SPEECH_VERBS))})"
    rf" {_THAT}|who (?:is|was) saying {_THAT}|(?:so )?says who|according to whom?|who says"
    r"|who (?:is|was) (?:speaking|talking|quoted)(?: there| here)?"
    r"|whose (?:words|statement|claim|opinion) (?:is|are|was|were) (?:that|those|these|this))$",
    re.I,
)
_OPENING = re.compile(
    r"^(?:(?:and|but|so|ok|okay|well|then|please|now)\b[\s,]*)+(?!says who)", re.I
)
_CLOSING = re.compile(r"(?:[\s,]+(?:again|please|then|exactly|precisely|though|there))+$", re.I)
_MARKER = re.compile(r"(?:\b(?:source|sentence|citation|quote|number)\s*)?\[(\d{1,2})\]", re.I)


def refers(question: str, spoken: str = "") -> Request | None:
    """What a follow-up asks of the last answer's sources; None where it asks the articles.

    Args:
        spoken: the question before and its answer. Of a journalist, of evidence that they speak of
            it is asked in "Who was the journalist?", "What is the evidence?".
    """
    bare = _OPENING.sub("", " ".join(question.split())).rstrip("?!. ")
    bare = _CLOSING.sub("", _MARKER.sub(r"source \1", bare))
    part = _PART_ASKED.match(bare)
    if part and stem(part["part"]) in content_stems(spoken):
        return None
    for wanted, form in _FORMS.items():
        match = form.match(bare)
        if match is not None:
            said = next((number for number in match.groupdict().values() if number), None)
            of_it = wanted is Wanted.BYLINE and not re.search(_ARTICLE, bare, re.I)
            return Request(wanted, _number(said) if said else None, of_it)
    return None


_PART_ASKED = re.compile(
    r"^(?:who|what|when)(?:[’']s| is| was| are| were) (?:the|its)"
    r" (?P<part>(?!source|citation|quot)\w+)$",
    re.I,
)


def names_work(text: str) -> bool:
    """Whether a text tells of something that is written, made or published."""
    return _WORK.search(text) is not None


_WORK = re.compile(
    r"\b(?:albums?|bill|books?|church|constitution|documentar(?:y|ies)|essays?|films?|laws?|letters?"
    r"|memoirs?|movies?|novels?|op-ed|papers?|plays?|poems?|posts?|reports?|research|scripts?|series"
    r"|shows?|songs?|speech(?:es)?|statements?|stud(?:y|ies)|tweets?)\b",
    re.I,
)


_FORMS = {
    Wanted.BYLINE: _BYLINE_REQUESTS,
    Wanted.SPEAKER: _SPEAKER_REQUESTS,
    Wanted.SOURCE: _SOURCE_REQUESTS,
}


def nth_named(question: str) -> tuple[int, bool] | None:
    """Which sentence or source of the last answer a question ends with, "the second one", and
    whether it is a source; None if none."""
    match = _NTH_NAMED.search(question.rstrip("?!. "))
    if match is None:
        return None
    return _number(match["number"]), match["what"].lower() in ("source", "citation")


_NTH_NAMED = re.compile(
    rf"\b(?:the|that) {_NTH} (?P<what>{_ARTICLE}|citation)$",
    re.I,
)


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _ORDINALS[said.lower()]
