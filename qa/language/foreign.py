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
_ALSO_ENGLISH = frozenset(
    "al als an as come con die hat met on par per son sue sum war was".split()
)
"""Words of other languages that are English ones too."""
_SHARED = frozenset(["a", "in"])
"""English function words that others have too."""
_LATIN = re.compile(r"[A-Za-z]")


def is_foreign(text: str) -> bool:
    """Whether it has letters, none of them Latin, or only other languages' function words.

    Capitals within a sentence do not count: names are foreign in English too.
    """
    if any(character.isalpha() for character in text) and not _LATIN.search(text):
        return True
    small = [word.key for word in words(text) if not word.capital or word.start == 0]
    foreign = [key for key in small if key in _FOREIGN]
    english = {key for key in small if key in FUNCTION_WORDS - _FOREIGN}
    least = FEWEST_FOREIGN + bool(english)
    return english <= _SHARED and len(foreign) >= least and not {*foreign} <= _ALSO_ENGLISH
