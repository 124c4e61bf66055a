"""Question words with their verbs in full: "What’s the price?" is "What is the price?"."""

from __future__ import annotations

import re

from qa.language.closed_words import IRREGULAR_PARTICIPLES

_FULL = {"s": "is", "ll": "will", "re": "are", "ve": "have"}
_CONTRACTED = re.compile(
    r"(?P<word>^(?i:who|what|when|where|why|how)|(?<![\w’'-])(?:who|what|when|where|why|how))"
    r"[’'](?P<verb>s|ll|re|ve|d)\b(?!-)(?= (?P<next>[\w’'-]+)|)"
)
_HAS = re.compile(r"been|become|done|gone|got|happened")
_MAY_HAVE = re.compile(rf"\w+ed|{'|'.join(sorted(IRREGULAR_PARTICIPLES))}")


def full_forms(question: str) -> str:
    """ "What is", "Who will", "Where did" for "What’s", "Who’ll", "Where’d".

    What may be either "is" or "has" stays, "Who’s left?", and so do a "who’s who" and what is a
    name's: "Novak’s".
    """
    return _CONTRACTED.sub(_in_full, question)


def _in_full(found: re.Match[str]) -> str:
    word, verb, following = found["word"], found["verb"], (found["next"] or "").lower()
    if verb == "d":
        full = "would" if word.lower() == "who" else "did"
    elif verb == "s" and _HAS.fullmatch(following):
        full = "has"
    elif verb == "s" and (_MAY_HAVE.fullmatch(following) or following == word.lower()):
        return found[0]
    else:
        full = _FULL[verb]
    return f"{word} {full}"
