"""Is a text in another language than English, as far as its small words and letters tell?"""

from __future__ import annotations

import re

from qa.language.closed_words import FUNCTION_WORDS
from qa.language.words import words

FEWEST_FOREIGN = 2
"""Function words of other languages by which a text is told to be in one."""
_FOREIGN = frozenset(
    """aan al als an auf aus avec che chi ci combien come comment como con cosa cuando cuándo cuánto
    da dans das de dei del della der des di die dónde dos du e een ein eine el elle en era es
    est et eu foi fue gli ha hat het hoe hay i il ist je la las le les los met mit né nel non
    o où par para perché pero por porque pour pourquoi qu quand quando que qué quem qui quién
    quiénes quoi se sein selon sich sie sind son sono su sur um un una und une van vom von
    voor waar wann war waren warum was wat wer werd wie wird wo worden wurde y zijn zu zum zur
    """.split()
)
_SHARED = frozenset(["a", "in"])
"""English, and others' too."""
_LATIN = re.compile(r"[A-Za-z]")


def is_foreign(text: str) -> bool:
    """Whether it has letters, none of them Latin, or only other languages' function words.

    Capitals within a sentence do not count: names are foreign in English too.
    """
    small = [word.key for word in words(text) if not word.capital or word.start == 0]
    foreign = sum(key in _FOREIGN for key in small)
    english = any(key in FUNCTION_WORDS - _FOREIGN - _SHARED for key in small)
    letters = any(character.isalpha() for character in text)
    return (foreign >= FEWEST_FOREIGN and not english) or (letters and not _LATIN.search(text))
