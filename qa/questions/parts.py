"""A question that asks for several things -> its parts, each with the publishers and days it names.

"Does A report that ..., while B says that ...?" needs evidence for two things, and no single
passage has both. The question is cut where a clause ends, clauses too light to be searched for
join their neighbours, and what names a publisher or a day is taken out of the words: it is known
as such, and as words it only draws the search to passages that talk about articles. After Press et
al. 2023 (arXiv:2210.03350) such sub-questions are mostly written by a language model; here
clauses do, since each is searched for beside the whole question and never in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.asked import Mention, Part, Period
from qa.language.closed_words import TIME_UNITS
from qa.language.words import content_stems

LEAST_CONTENT = 4
"""Content words that a clause must have to be searched for by itself."""
LEAST_ASKED = 2
"""The same of a question among questions, publishers counting: "and who was blamed by A?"."""
IS_NAMED = 0.5
"""Certainty from which words are taken for a publisher and for nothing else: "Business Today", but
not "Bloomberg" in "Did Michael Bloomberg run?"."""
LEAST_LEFT = 2
"""Content words from which on a clause says what to look for without the publisher that acts."""
MOST_PARTS = 8
"""What has more clauses to search for is no question but a text, and is searched for as a whole;
development questions have up to six."""

_JOIN = (
    r"(?:while|whereas|although|though|but|and|or|nor|yet|than|after|before|following|despite"
    r"|unlike|versus|vs\.?|as well as|as opposed to|rather than|compared (?:to|with)"
    r"|in (?:contrast|comparison) (?:to|with))"
)
QUESTION_WORD = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_LINK = rf"(?:{_JOIN}|when|where|which|who)"
_CUT = re.compile(
    rf"[,;:]\s+(?:{_JOIN}\s+){{0,2}}|\s+{_JOIN}\s+(?={QUESTION_WORD})|\s+{_LINK}\s+|(?<=[.?!])\s+",
    re.I,
)
_ASKS = re.compile(QUESTION_WORD, re.I)
_AND = re.compile(r"\b(?:and|or)\s+$", re.I)
_FRAME = (
    r"(?:articles?|reports?|reporting|reported|coverage|stor(?:y|ies)|piece|review|analysis|post"
    r"|according|published|covered|mentioned|as|by|to|in|from|on|of|during|within|an?|the|both|another"
    r"|other)"
)
_BEFORE = re.compile(rf"(?:\b{_FRAME}\s+)*[\"'‘“]?$", re.I)
_AFTER = re.compile(rf"^(?:['’]s\b|[\"'’”])?(?:\s+{_FRAME}\b)*", re.I)
_DANGLING = re.compile(r"(?:\s*[,;:]|\s+(?:and|or|but))*\s*(?=[?.!,;]|$)", re.I)
_EDGES = re.compile(rf"^(?:[\s,;:'’\"”-]|{_JOIN}\b)+|(?:[\s,;:'‘\"“?-]|\b{_LINK})+$", re.I)
_ACTS = re.compile(r"\b(?:did|do|does|had|has|have) (?:the )?$", re.I)
_CITING = re.compile(r"\b(?:according to|by|as \w+ (?:by|in|on))\s(?:[^,]{0,40}\s)?[\"'‘“]?$", re.I)


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    """Its words, without those that name publishers and days."""
    mentions: tuple[Mention, ...]
    periods: tuple[Period, ...]
    trails: bool
    """Whether it only says who says what stands before: "as reported by A"."""
    asks: bool
    """Whether it is one of several questions: "How many died, and who was blamed?"."""

    @property
    def searched(self) -> str:
        """Its words without links at the edges; "" where none of them says what to look for."""
        return _EDGES.sub("", self.text) if content_stems(self.text) else ""

    @property
    def is_light(self) -> bool:
        content = len(set(content_stems(self.text)))
        if self.asks:
            return content + len(self.mentions) < LEAST_ASKED
        return content < LEAST_CONTENT

    def joined(self, following: _Clause) -> _Clause:
        return replace(
            self,
            text=f"{self.text} {following.text}",
            mentions=self.mentions + following.mentions,
            periods=self.periods + following.periods,
        )


def split_parts(
    question: str, mentions: Sequence[Mention] = (), periods: Sequence[Period] = ()
) -> tuple[Part, ...]:
    """The things that a question asks for, in order; one part where it asks for one thing.

    Args:
        question: a question that stands alone.
        mentions: publishers that it names; a part that names none has those of the question.
        periods: days that it names; each belongs to its part alone.
    """
    if both := _of_each_speaker(question) or _of_each_question_word(question):
        return tuple(Part(text, tuple(mentions), tuple(periods)) for text in both)
    clauses = _joined(_clauses(question, mentions, periods))
    if len(clauses) == 1 and not mentions and not periods:
        return (Part(question),)
    if len(clauses) > MOST_PARTS:
        return (Part(question, tuple(mentions), tuple(periods)),)
    return tuple(
        Part(
            text=clause.searched or question,
            mentions=clause.mentions or tuple(mentions),
            periods=clause.periods,
        )
        for clause in clauses
    )


def _of_each_speaker(question: str) -> tuple[str, ...]:
    """ "What did A say of it?" and the same of B, where both are asked about; else nothing.

    They may have spoken in two places, unless it is asked what they said to each other. What is
    one, "what has Corvane and Sons said", "about its profits", is not parted.
    """
    found = _TWO_SPEAK.match(question)
    if found is None or _JOINTLY.search(question) or _OF_ONE.search(question):
        return ()
    return tuple(f"{found['asks']} {who} {found['says']}" for who in (found["one"], found["other"]))


def _of_each_question_word(question: str) -> tuple[str, ...]:
    """ "When did A buy B?" and "For how much did A buy B?", where both are asked at once.

    Of "who", "what" and "how many people" the rest of the question lacks them, so it is not cut.
    """
    found = _ASKED_AT_THE_END.match(question) or _ASKED_AT_ONCE.match(question)
    if found is None:
        return ()
    return f"{found['one']} {found['rest']}", f"{found['other']} {found['rest']}"


_CIRCUMSTANCE = (
    r"(?:when|where|why|how(?: (?:badly|far|long|often|soon))?"
    r"|(?:at|by|for|from|in|on|to|with) (?:how (?:many \w+|much|long)|(?:what|which) \w+|whom))"
)
_HELPS = r"(?:can|could|did|do|does|had|has|have|is|are|was|were|will|would|should)"
_ASKED_AT_THE_END = re.compile(
    rf"(?P<one>{_CIRCUMSTANCE}) (?P<rest>{_HELPS}\b(?:(?! (?:and|or) )[^,;?])+),? and "
    rf"(?P<other>{_CIRCUMSTANCE})\s*\??$",
    re.I,
)
""" "When did A buy B, and for how much?"."""
_ASKED_AT_ONCE = re.compile(
    rf"(?P<one>{_CIRCUMSTANCE}),? and (?P<other>{_CIRCUMSTANCE}) "
    rf"(?P<rest>{_HELPS}\b(?:(?! (?:and|or) {QUESTION_WORD})[^,;?])+)\??$",
    re.I,
)
""" "When and where did A meet B?"."""
_SOMEBODY = r"(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"
_TWO_SPEAK = re.compile(
    rf"(?P<asks>(?i:what|how) (?:did|do|does|have|has)) (?P<one>{_SOMEBODY}) and"
    rf" (?P<other>{_SOMEBODY}) (?:both |each )?(?P<says>(?:argue|believe|claim|comment|criticise"
    r"|criticize|describe|explain|feel|predict|promise|propose|react|respond|say|said|suggest|tell"
    r"|think|want|warn|write)\b.*)"
)
_OF_ONE = re.compile(r"^(?i:what|how) (?:does|has)\b|^\w+ \w+ [^,]* about its\b")
_JOINTLY = re.compile(
    r"\b(?:agree\w*|each other|jointly|one another|together"
    r"|in (?:a|their) (?:call|joint|meeting))\b",
    re.I,
)
_LENGTHS = rf"(?:{'|'.join(sorted(TIME_UNITS))}) of"
_PAIR = re.compile(rf"\b(?i:{_HELPS}) {_SOMEBODY} and $|\b{_LENGTHS} (?:[\w’'-]+ ){{1,3}}and $")
""" "And" that begins no clause: "Did Corvane and Sons ...", "months of protest and strikes"."""
_LASTING = re.compile(rf"(?:[\w’'-]+ )?{_LENGTHS}\b")
"""What "after" has after it, and is no clause: "after months of protest"."""


def _clauses(
    question: str, mentions: Sequence[Mention], periods: Sequence[Period]
) -> list[_Clause]:
    named = [(each.start, each.end) for each in mentions]
    named += [(each.start, each.end) for each in periods]
    cuts = [0]
    for match in _CUT.finditer(question):
        whole = any(start < match.end() and match.start() < end for start, end in named)
        joins = _PAIR.search(question[: match.end()]) and not _ASKS.match(question, match.end())
        if not (whole or joins or _LASTING.match(question, match.end())):
            cuts.append(match.end())
    cuts.append(len(question))
    clauses = []
    several = any(_AND.search(question[:cut]) and _ASKS.match(question, cut) for cut in cuts[1:-1])
    for start, end in pairwise(cuts):
        mentioned = tuple(each for each in mentions if start <= each.start < end)
        dated = tuple(each for each in periods if start <= each.start < end)
        spans = [(m.start - start, m.end - start) for m in mentioned if m.certainty >= IS_NAMED]
        spans += [(d.start - start, d.end - start) for d in dated if d.certainty >= IS_NAMED]
        text = without(question[start:end], spans)
        acting = any(
            _ACTS.search(question[start : each.start])
            for each in mentioned
            if each.certainty >= IS_NAMED and not _match(_AFTER, question[each.end :])
        )
        if acting and len(set(content_stems(text))) < LEAST_LEFT:
            text = question[start:end].strip()  # "what did The Paper find"
        trails = bool(mentioned and _CITING.search(question[start : mentioned[0].start]))
        among = bool(_AND.search(question[:start])) if start else several
        asks = among and bool(_ASKS.match(question, start))
        clauses.append(_Clause(text, mentioned, dated, trails, asks))
    return clauses


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words of a text but for the spans, and what only frames them: "according to A"."""
    kept, start = [], 0
    for first, last in sorted(spans):
        kept.append(_BEFORE.sub("", text[start:first]))
        start = last + len(_match(_AFTER, text[last:]))
    kept.append(text[start:])
    left = " ".join(" ".join(kept).split())
    return _DANGLING.sub("", left).lstrip(" ,;:")


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found.group() if found else ""


def _joined(clauses: Sequence[_Clause]) -> list[_Clause]:
    """Light clauses joined to a neighbour: to the one before if they trail it, else to the next."""
    parts: list[_Clause] = []
    waiting: _Clause | None = None
    for clause in clauses:
        if waiting:
            clause = waiting.joined(clause)
            waiting = None
        if not clause.is_light:
            parts.append(clause)
        elif parts and (clause.trails or not clause.mentions):
            parts[-1] = parts[-1].joined(clause)
        else:
            waiting = clause
    if waiting:
        parts = [*parts[:-1], parts[-1].joined(waiting)] if parts else [waiting]
    return parts
