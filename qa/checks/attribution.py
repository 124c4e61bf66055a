"""What somebody says stays what somebody says."""

from __future__ import annotations

import re

from qa.checks.grammar import ARTICLES, PREPOSITIONS, RELATIVES
from qa.checks.reading import Reading, read
from qa.checks.selection import select
from qa.checks.showing import shown
from qa.checks.speech import spoken
from qa.language.closed_words import OPINION_VERBS, SPEECH_VERBS, TIME_WORDS
from qa.language.tenses import verbs_in
from qa.language.words import Word, is_content, stem, words


def lost_speaker(sentence: str, evidence: str) -> str:
    """A reported statement keeps everyone who says so: "Lee said, according to the ministry"."""
    if lost := _lost_source(sentence, evidence):
        return lost
    told = [match for match in spoken(evidence) if _is_told(sentence, evidence, match)]
    if not told:
        return _lost_opinion(sentence, evidence)
    said = {stem(word.text) for word in words(sentence)}
    for match in told:
        who = [*words(match["speaker"]), *_named_again(match.groupdict().get("aside") or "")]
        content = [stem(word.text) for word in who if is_content(word)]
        if content and not said.intersection(content):
            return f"the speaker is lost: {match['speaker'].strip()}"
    if not any(w.key in SPEECH_VERBS or w.key == "according" for w in words(sentence)):
        return "reported speech turned into fact"
    return ""


def _lost_source(sentence: str, evidence: str) -> str:
    """What figures or a study show is not told without them."""
    said = {stem(word.text) for word in words(sentence)}
    for match in shown(evidence):
        if not all(stem(word.text) in said for word in words(match["all"]) if is_content(word)):
            return f"the speaker is lost: {match['all'].strip()}"
    return ""


def _lost_opinion(sentence: str, evidence: str) -> str:
    """What somebody says or thinks "that" is so, or what follows such a word, told as a fact."""
    if any(True for _ in spoken(sentence)):
        return ""
    kept, source = select(sentence, evidence).kept, read(evidence)
    for index, token in enumerate(source.tokens):
        if index in kept or token.key not in SPEECH_VERBS | OPINION_VERBS:
            continue
        that = next(
            (i for i in range(index + 1, len(source.tokens)) if source.tokens[i].key == "that"),
            None,
        )
        near = (
            that is not None and that <= index + REACH and not any(source.edges[index + 1 : that])
        )
        opened = range(that + 1, _end(source, index, that)) if that is not None and near else ()
        if any(place in kept and source.tokens[place].content for place in opened):
            return f"the speaker is lost: {token.text} that"
        begin = source.stretch(index)
        closes = 0 < begin < index <= begin + REACH and source.edges[index + 1]
        if closes and any(place in kept for place in range(begin)):
            return f"the speaker is lost: {token.text}"
    return ""


def _named_again(aside: str) -> list[Word]:
    """The words of an apposition, "the director, Jonas Weiss,"; of another aside none."""
    found = list(words(aside))
    return found if found and (found[0].capital or found[0].key in ARTICLES) else []


REACH = 4
"""Words from a verb to its "that": "told reporters in Brno that"."""


def _end(source: Reading, verb: int, that: int) -> int:
    """Where what the verb reports ends: asides are within it, but it may itself be in one."""
    begin = source.stretch(verb)
    aside = any(token.key in RELATIVES for token in source.tokens[begin:verb])
    bounds = source.edges if aside else source.walls
    return next(i for i in range(that + 1, len(source.tokens) + 1) if bounds[i])


def _is_told(sentence: str, evidence: str, match: re.Match[str]) -> bool:
    """Whether anything that is reported there is kept.

    "…, while Novak says the bridge is closed" reports what follows; what stands before is a fact.
    """
    rest = match.groupdict().get("rest") or ""
    following = words(rest)
    quoted = evidence[: match.start("speaker")].rstrip().endswith(("”", '"'))
    if quoted or not following or following[0].key in PREPOSITIONS | set(TIME_WORDS) | {"to", "as"}:
        return True
    if following[0].key.endswith("ing") or not verbs_in(_CLAUSE_END.split(rest, 1)[0]):
        return True  # "the prosecutor told Reuters"
    start = match.start("rest")
    kept = select(sentence, evidence).kept
    return any(token.start >= start for i, token in enumerate(read(evidence).tokens) if i in kept)


_CLAUSE_END = re.compile("[,;:—–]")
