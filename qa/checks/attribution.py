"""What somebody says stays what somebody says."""

from __future__ import annotations

import re

from qa.checks.grammar import PREPOSITIONS
from qa.checks.reading import read
from qa.checks.selection import select
from qa.checks.speech import spoken
from qa.language.closed_words import SPEECH_VERBS, TIME_WORDS
from qa.language.words import is_content, stem, words


def lost_speaker(sentence: str, evidence: str) -> str:
    """A reported statement keeps everyone who says so: "Lee said, according to the ministry"."""
    told = [match for match in spoken(evidence) if _is_told(sentence, evidence, match)]
    if not told:
        return ""
    said = {stem(word.text) for word in words(sentence)}
    for match in told:
        content = [stem(word.text) for word in words(match["speaker"]) if is_content(word)]
        if content and not said.intersection(content):
            return f"the speaker is lost: {match['speaker'].strip()}"
    if not any(w.key in SPEECH_VERBS or w.key == "according" for w in words(sentence)):
        return "reported speech turned into fact"
    return ""


def _is_told(sentence: str, evidence: str, match: re.Match[str]) -> bool:
    """Whether anything that is reported there is kept.

    "…, while Novak says the bridge is closed" reports what follows; what stands before is a fact.
    """
    rest = match.groupdict().get("rest")
    following = words(rest) if rest else ()
    quoted = evidence[: match.start("speaker")].rstrip().endswith(("”", '"'))
    if quoted or not following or following[0].key in PREPOSITIONS | set(TIME_WORDS) | {"to", "as"}:
        return True
    if following[0].key.endswith("ing"):
        return True
    start = match.start("rest")
    kept = select(sentence, evidence).kept
    return any(token.start >= start for i, token in enumerate(read(evidence).tokens) if i in kept)
