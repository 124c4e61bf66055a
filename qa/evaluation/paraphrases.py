"""True sentences made from true ones, as a small model words them: shortened and rearranged.

They measure what the checks lose. Each leaves alone what could make the rest false: a condition,
a negation, "only", a superlative.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.language.closed_words import MONTHS, NUMBER_WORDS, TITLES, WEEKDAYS
from qa.language.quotations import is_open

Paraphrase = Callable[[str], str | None]

_RISKY = re.compile(
    r"(?i)\b(?:not|no|never|if|unless|only|without|except|neither|nor|first|last|most|than|least"
    r"|may|might|could|would|should|likely|about|whether|or|than|any|every|all)\b|n[’']t\b|est\b"
)
_TIME = (
    rf"(?:(?:on|in|last|this|earlier|late) )?(?:(?:{'|'.join(m.title() for m in MONTHS)})(?: \d+)?"
    rf"|{'|'.join(day.title() for day in WEEKDAYS)}"
    r"|(?:19|20)\d\d|year|week|month)"
)

_OPENER = r"^(?:In|On|At|After|During|Since|With|Despite|For|Today) "


def drop_ending(sentence: str) -> str | None:
    """Without ", which ..." or ", saying ..." at the end."""
    return _without(
        sentence,
        r", (?:which|who|where|(?!accord)[a-z]+ing)(?! [a-z]* ?[a-z]+ (?:say|said|argue|claim))"
        r" [^“”\"]+(?=[.!]$)",
    )


def drop_aside(sentence: str) -> str | None:
    """Without ", who ...," or ", a minister," between its words."""
    noun = r"^((?:(?:The|A|An) )?[\w’-]+(?: [\w’-]+){0,4})"
    aside = r", (?:who|which|an?|the|based|born|led) [^,“”\"—]+, "
    match = re.match(rf"{noun}{aside}(?=(?:is|was|has|had|will|are|were|[a-z]+ed)\b)", sentence)
    if match is None or _RISKY.search(match.group()) or re.match(_OPENER, sentence):
        return None
    return f"{match[1]} {sentence[match.end() :]}"


def drop_opening(sentence: str) -> str | None:
    """Without "On Tuesday," or "After the match," at the start."""
    return _without(sentence, _OPENER + r"[^,“”\"]+, (?!and|or)")


def drop_second_clause(sentence: str) -> str | None:
    """Without ", and ..." or ", while ..." at the end."""
    return _without(sentence, r", (?:and|while) (?:the|he|she|it|they|[A-Z])[^,“”\"]+(?=\.$)")


def drop_time(sentence: str) -> str | None:
    """Without "on Tuesday" or "in May 2023" inside."""
    return _without(
        sentence,
        rf"(?<=[a-z]) (?:on|in) {_TIME}(?! night| morning| afternoon| evening| back|-)"
        r"(?=[ .](?![A-Z\d]))",
    )


def drop_adverb(sentence: str) -> str | None:
    """Without an adverb of manner or time before a verb."""
    return _without(
        sentence, r"(?<=[a-z] )(?:also|recently|quickly|officially|currently) (?=[a-z])"
    )


def drop_title(sentence: str) -> str | None:
    """The name without the title before it."""
    titles = "|".join(title.title() for title in sorted(TITLES, key=len, reverse=True))
    match = re.search(rf"(?<= )([a-z]+ )(?:{titles})\.? (?=[A-Z][a-z]+ [A-Z])", sentence)
    return sentence[: match.end(1)] + sentence[match.end() :] if match else None


def move_time_to_front(sentence: str) -> str | None:
    """ "Novak resigned on Tuesday." becomes "On Tuesday, Novak resigned."."""
    match = re.fullmatch(rf"([^,“”\";:—]+?) ((?:on|in) {_TIME})\.", sentence)
    if match is None or _RISKY.search(sentence) or " and " in sentence or " that " in sentence:
        return None
    start = match[1] if _opens_with_name(match[1]) else match[1][:1].lower() + match[1][1:]
    return f"{match[2][:1].upper()}{match[2][1:]}, {start}."


def move_time_to_end(sentence: str) -> str | None:
    """ "On Tuesday, Novak resigned." becomes "Novak resigned on Tuesday."."""
    match = re.fullmatch(rf"((?:On|In) {_TIME}), ([^,“”\";:—]+)\.", sentence)
    if match is None or _RISKY.search(sentence) or " and " in sentence or " that " in sentence:
        return None
    return f"{match[2][:1].upper()}{match[2][1:]} {match[1][:1].lower()}{match[1][1:]}."


def move_speaker(sentence: str) -> str | None:
    """ "“It rained,” Novak said." becomes "According to Novak, “It rained”." and so on."""
    match = re.fullmatch(r"According to ([^,“”\"]+), ([^“”\"]+)\.", sentence)
    if match:
        return f"{match[2][:1].upper()}{match[2][1:]}, according to {match[1]}."
    match = re.fullmatch(r"“([^“”]+),” ((?:[A-Z]\w+ )+)(said|says)\.", sentence)
    if match:
        return f"{match[2]}{match[3]}, “{match[1]}.”"
    match = re.fullmatch(r"([^“”\"]+), ((?:[A-Z]\w+ )+)said\.", sentence)
    return f"{match[2]}said that {match[1][:1].lower()}{match[1][1:]}." if match else None


def write_number(sentence: str) -> str | None:
    """ "seven" as "7", "12 percent" as "12%"."""
    percent = re.search(r"(?<=\d) (?:percent|per cent)\b", sentence)
    if percent and not is_open(sentence[: percent.start()]):
        return f"{sentence[: percent.start()]}%{sentence[percent.end() :]}"
    match = re.search(r"\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", sentence)
    if match is None or is_open(sentence[: match.start()]):
        return None
    return sentence[: match.start()] + NUMBER_WORDS[match.group()] + sentence[match.end() :]


def _opens_with_name(text: str) -> bool:
    return not re.match(
        r"(?:The|A|An|This|That|He|She|It|They|His|Her|Its|Their|More|Some)\b", text
    )


def _without(sentence: str, pattern: str) -> str | None:
    match = re.search(pattern, sentence)
    if match is None or _RISKY.search(match.group()) or is_open(sentence[: match.start()]):
        return None
    rest = sentence[: match.start()] + (" " if match.group()[-1:] == "," else "")
    rest = f"{rest}{sentence[match.end() :]}".replace("  ", " ")
    return rest[:1].upper() + rest[1:] if len(rest.split()) >= 5 else None


PARAPHRASES: dict[str, Paraphrase] = {
    "no ending": drop_ending,
    "no aside": drop_aside,
    "no opening": drop_opening,
    "no 2nd clause": drop_second_clause,
    "no time": drop_time,
    "no adverb": drop_adverb,
    "no title": drop_title,
    "time in front": move_time_to_front,
    "time at end": move_time_to_end,
    "speaker moved": move_speaker,
    "number rewritten": write_number,
}
