"""Who says so: speakers and clauses of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.checks.reading import Reading, read
from qa.checks.showing import shown
from qa.language.closed_words import (
    BE,
    FUNCTION_WORDS,
    IRREGULAR_PARTICIPLES,
    IRREGULAR_PASTS,
    MODALS,
    MONTHS,
    NAMED_OTHERS,
    NAMED_PEOPLE,
    ORGANISATIONS,
    SPEECH_VERBS,
    TITLES,
    WEEKDAYS,
)
from qa.language.quotations import MARKS
from qa.language.tenses import verbs_in
from qa.language.words import is_content, stem, words

QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
LONG_QUOTATION = 4
"""Words from which on a quotation is somebody's statement rather than a term in quotation marks."""

_SAYS = rf"(?P<verb>{'|'.join(sorted(SPEECH_VERBS))})"
_PLAINLY_SAYS = (
    r"(?P<verb>said|says|told|argued|argues|insisted|admitted|explained|replied|recalled|testified"
    r"|warned|wrote|tweeted|acknowledged|claimed|announced)"
)
"""Forms that are no nouns, so that no "that" or quotation mark has to follow."""
_BEFORE_STOP = (r"\b[A-Z]", "Dr", "M[rs]", "Mrs", "Sen", "Gov", "Rep")
"""After these a full stop ends no sentence."""
_IN_NAME = "|".join(f"(?<={each})[.]" for each in _BEFORE_STOP)
_ENDS = "".join(f"(?<!\\b{each})" for each in _BEFORE_STOP) + "[.]"
_NAME = rf"(?:[^,.;()—–“”\"]|{_IN_NAME}|\.(?=\w))"
"""A character of who speaks; a full stop only in a title or inside a word."""
_ACCORDING = re.compile(rf"\b(?P<all>[Aa]ccording to (?P<speaker>{_NAME}+))")
_WHO = rf"(?P<speaker>{_NAME}{{2,80}}?)(?:,\s(?P<aside>{_NAME}{{2,80}}?),(?=\s))?"
"""Who speaks, and one aside about them: "the director, Jonas Weiss, said"."""
_LEADS = (
    r"(?:(?:After|At|But|By|Earlier|For|From|However|In|Last|Later|Meanwhile|On|Still|Then|Yesterday)"
    r"\b[^,;“”\"]{0,60},\s|(?:And|But|Yet)\s)?"
)
"""What may stand before who speaks: "In Brno, the mayor said", "But Novak said"."""
_AFTER_SPEECH = re.compile(
    rf"[,?!—–][”\"]?\s*(?P<all>(?:as\s)?{_WHO}\s+{_SAYS}\b)(?P<rest>[^“\"]*)$"
)
_SPEAKER_AFTER = (
    rf"\s+(?P<speaker>{_NAME}{{2,80}}?))(?=\s*(?:[,;:—–]|$|{_ENDS})"
    r"|\s(?:about|after|as|at|before|by|during|from|in|on|to|when|while|who)\b)"
)
_INVERTED_SPEECH = re.compile(rf"[,?!—–][”\"]\s*(?P<all>{_SAYS}{_SPEAKER_AFTER}")
_INVERTED_PLAINLY = re.compile(rf",\s(?P<all>(?P<verb>said|says|wrote|writes){_SPEAKER_AFTER}")
"""Without quotation marks, where other verbs may be participles: "The plan, announced Monday"."""
_BEFORE_SPEECH = re.compile(
    rf"^{_LEADS}(?P<all>{_WHO}\s+{_SAYS}\b)(?:\s+(?:that|how|on)\b|[,:]?\s*[“\"])"
)
_BEFORE_CLAUSE = re.compile(
    r"^(?!(?:When|If|As|While|After|Before|Because|Although|Though|Since|What|Whether)\b)"
    rf"{_LEADS}(?P<all>{_WHO}\s+{_PLAINLY_SAYS})\s+(?![“\"])\w"
)
_PRONOUNS = frozenset("i we he she they it you".split())
_DETERMINERS = frozenset(
    """a an the his her its their our my this that these those some one other another many most
    several few both all no any each every but
    """.split()
)
_OF_NOUNS = frozenset("a an the his her its their our my every no".split())
"""Those of them that stand before a noun only."""
_INVERTED = (_INVERTED_SPEECH, _INVERTED_PLAINLY)
_PATTERNS = (_ACCORDING, _AFTER_SPEECH, *_INVERTED, _BEFORE_SPEECH, _BEFORE_CLAUSE)


def speakers(text: str) -> tuple[str, ...]:
    """Who is speaking in a sentence of reported speech, in its own words; empty if nobody is.

    A pronoun is nobody: who "he" is the sentence does not say.
    """
    found = (match["speaker"].strip() for match in spoken(text))
    return tuple(dict.fromkeys(s for s in found if any(is_content(word) for word in words(s))))


def speakers_in_full(text: str) -> tuple[str, ...]:
    """The same with what stands beside them in apposition: "the manager, Sofia Marchetti"."""
    found = []
    for match in spoken(text):
        speaker = match["speaker"].strip()
        if any(is_content(word) for word in words(speaker)):
            aside = match.groupdict().get("aside") or ""
            after = _APPOSITION.match(text, match.end("speaker"))
            found.append(f"{speaker} {aside} {after['name'] if after else ''}".strip())
    return tuple(dict.fromkeys(found))


_APPOSITION = re.compile(
    r",\s(?P<name>(?:(?:an?|the|its|his|her)\s[\w -]{1,40}?\s)?(?:[A-Z][\w’'-]+\s?){1,4})"
    r"(?=[,.;]|$)"
)


def spoken(text: str) -> Iterator[re.Match[str]]:
    for pattern in _PATTERNS:
        match = pattern.search(text)
        while match and not (_is_speaker(match["speaker"]) and _speaks(match)):
            match = pattern.search(text, match.start() + 1)
        if match is None or (pattern in _INVERTED and _is_clause(match["speaker"])):
            continue
        if pattern is not _INVERTED_PLAINLY or _stands_after_speech(match):
            yield match


def _stands_after_speech(match: re.Match[str]) -> bool:
    """Whether ", said" comes after what is said: not in "Novak, who was here, said the ships come",
    nor in "The mayor met Kral, said no more and left"."""
    before, speaker = match.string[: match.start()], match["speaker"]
    named = words(speaker)
    someone = any(word.capital for word in named) or {named[-1].key, named[-1].key[:-1]} & _PERSONS
    if not someone or named[0].key == "that" or verbs_in(speaker):
        return False
    if not verbs_in(before) and not match.string.startswith(",", match.end()):
        return False
    found = (pattern.search(match.string) for pattern in (_BEFORE_SPEECH, _BEFORE_CLAUSE))
    return not any(other and other.start("verb") == match.start("verb") for other in found)


def _speaks(match: re.Match[str]) -> bool:
    """Whether the verb is one of speech there: not in "two more than were reported", nor "state"
    in "Tarvian state lenders will" or "the Tarvian state on Sunday", which does not agree with one
    speaker, nor in "Kral claimed the title"."""
    verb = match.groupdict().get("verb")
    if verb == "claimed" and _has_object(match):
        return False
    who = words(match["speaker"])
    last = who[-1].key
    if last in BE and any(word.key == "than" for word in who):
        return False
    many = last.endswith("s") or last in _MANY or any(word.key == "and" for word in who)
    group = _STATE_GROUP.match(match.string, match.end("speaker"))
    noun = verb in _NOUNS and match.string[match.end("all") :].startswith(" on ")
    return many or (group is None and not noun)


_NOUNS = frozenset("claim note pledge quote reply report state stress vow".split())
"""Verbs of speech that are nouns as well."""
_FINITE = BE | MODALS | IRREGULAR_PASTS | IRREGULAR_PARTICIPLES | frozenset("had has have".split())
_NEXT_CLAUSE = re.compile(
    r"[;:]|\b(?:after|as|because|before|but|until|when|while)\b|\band (?=\w+ed\b|(?:"
    rf"{'|'.join(sorted(IRREGULAR_PASTS))})\b)"
)


def _has_object(match: re.Match[str]) -> bool:
    """Whether "claimed" has an object and no clause: a title, 12 lives, but not responsibility."""
    after = _NEXT_CLAUSE.split(match.string[match.end("verb") :])[0]
    found = words(after)
    if match.end("verb") < match.start("speaker") or not found or MARKS.search(after):
        return False
    if found[0].key in _NO_OBJECTS:
        return False
    return not any(word.key in _FINITE or word.key.endswith("ed") for word in found)


_NO_OBJECTS = (FUNCTION_WORDS - _DETERMINERS) | frozenset(
    "credit ignorance innocence responsibility that".split()
)
"""What opens no object of "claimed", or one that is claimed by words."""
_PERSONS = NAMED_PEOPLE | NAMED_OTHERS | ORGANISATIONS | TITLES
_MANY = frozenset("children i media men people police they we women you".split())
_STATE_GROUP = re.compile(
    r"\sstate\s(?:[\w’'-]+\s){0,2}?[\w’'-]+s\s"
    rf"(?:{'|'.join(sorted((BE | MODALS | {'did', 'do', 'had', 'have'}) - {'being'}))})\b"
)
"""A plural with "state" before it and its verb behind it: "state lenders will"."""


def _is_clause(text: str) -> bool:
    """Whether a text says something, as in "…,” said the bank would fail"."""
    return any(word.key in BE | MODALS for word in words(text))


def _is_speaker(text: str) -> bool:
    """A pronoun, or what begins like a noun: not "which", "while Novak", "suggesting that"."""
    found = words(text)
    if not found:
        return False
    if len(found) == 1 and found[0].key in _PRONOUNS | _OF_NOUNS:
        return found[0].key in _PRONOUNS  # in "the state on Sunday" the verb is a noun
    first = found[0]
    begins = first.key in _DETERMINERS or is_content(first)
    return begins and not (first.key.endswith("ing") and not first.capital)


def attributions(reading: Reading) -> tuple[tuple[int, int], ...]:
    """The clauses that say who speaks, "Novak said" or "according to Novak", as token indexes."""
    spans = []
    for match in (*spoken(reading.text), *shown(reading.text)):
        inside = [
            index
            for index, token in enumerate(reading.tokens)
            if match.start("all") <= token.start < match.end("all")
        ]
        if inside:
            end = inside[-1] + 1
            if end < len(reading.tokens) and reading.tokens[end].key == "that":
                end += 1
            spans.append((inside[0], end))
    return tuple(dict.fromkeys(spans))


def days_of_speaking(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text says when somebody spoke: in "two died on Monday, police said on Wednesday" the
    last two words."""
    found = (_SPOKEN_ON.match(text, match.end("all")) for match in spoken(text))
    return tuple(sorted({match.span("when") for match in found if match}))


_MONTH = "|".join(MONTHS)
_DAY = (
    rf"(?:{'|'.join(WEEKDAYS)}|(?:{_MONTH}) \d{{1,2}}|\d{{1,2}} (?:{_MONTH})"
    r"|yesterday|today|tonight)"
)
_SPOKEN_ON = re.compile(
    r"(?:\s(?:reporters|journalists|lawmakers|(?-i:[A-Z])[\w’'-]+|(?:an?|the)\s[\w’'-]+))?"
    r"(?:\s(?:after|at|during|in|to)\s(?:(?:an?|her|his|its|the|their)\s)?[\w’'-]+){0,2}"
    rf"(?P<when>\s(?:(?:earlier|early|last|late|on)\s){{0,2}}{_DAY}(?:,? (?:{_MONTH}) \d{{1,2}})?"
    r"(?:,? [12]\d{3})?)\b(?![’']s)(?! (?:as|is|was|will|would)\b)",
    re.I,
)


def foreign_speaker(sentence: str, evidence: str) -> str:
    """Whoever speaks in the sentence must be speaking in the evidence, not merely be named.

    Names count; who is "he" or "a spokesman" in the evidence is for its surroundings to say.
    """
    source = read(evidence)
    heard = {stem(word.text) for speaker in speakers(evidence) for word in words(speaker)}
    heard |= set(_before_speech(source))
    known = {token.root for token in source.tokens if token.content and token.capital}
    for speaker in speakers(sentence):
        content = [stem(word.text) for word in words(speaker) if is_content(word)]
        if any(root in known and root not in heard for root in content):
            return f"not who speaks in the evidence: {speaker}"
    return ""


def _before_speech(source: Reading) -> Iterator[str]:
    """The words of each clause up to a verb of speech, asides between included."""
    for index, token in enumerate(source.tokens):
        if token.key not in SPEECH_VERBS:
            continue
        if source.edges[index] or MARKS.search(_gap(source, index)):  # "…,” said Petra Novak"
            yield from (t.root for t in source.tokens[index + 1 : index + 4])
        for place in range(index - 1, -1, -1):
            yield source.tokens[place].root
            if source.walls[place] or MARKS.search(_gap(source, place)):
                break


def _gap(source: Reading, index: int) -> str:
    start = source.tokens[index - 1].end if index else 0
    return source.text[start : source.tokens[index].start]
