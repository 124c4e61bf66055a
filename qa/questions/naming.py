"""Whether a text names what a question names.

Two questions that are answered apart, since each must err on its own side:

- `may_hold`, `may_name`: could this text mean it? Yes as soon as a word of it may stand there, in
  any case, ending, spelling or abbreviation, so that what is said to be absent is absent.
- `surely_names`: do just these words stand there, as they are written?

A pattern is searched for only where its letters are found in the text run together, which is quick.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from qa.asked import Sought
from qa.language.people import POSSESSIVE
from qa.language.words import stem, words

_MARKS = re.compile(r"[\u0300-\u036f]+")
_GAP = re.compile(r"[\W_]+")
_SPELLINGS = (
    *(("ø", "o"), ("ł", "l"), ("đ", "d"), ("ı", "i"), ("æ", "a"), ("œ", "o"), ("ð", "d")),
    *(("þ", "th"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("our", "or"), ("z", "s")),
    *(("nc", "ns"), ("ph", "f"), ("c", "k"), ("q", "k"), ("w", "v")),
    *((2 * letter, letter) for letter in ascii_lowercase),
)
"""Müller and Mueller, labour and labor, organise and organize, defence and defense, programme and
program, Novak and Nowak: one spelling stands for both."""
_SOUNDS = str.maketrans("", "", "aeiouyhj")
"""What is left of a word told by its consonants: Zelensky and Zelenskiy."""
_VOWELS = "[aeiouyhj]*"
_LEAST_CONSONANTS = 4
_ENDING = re.compile(r"(?<=\w{4})(?:re|e?r)$|(?<=\w{3})[eiy]$")
"""What a stem loses: theatre and theater, city and cities."""
_OF_A_COUNTRY = re.compile(r"(?:i?ans?|ns?|ese|ish|is?|s)$")
_LEAST_STEM = 4
"""Letters that a name keeps when its ending is left out, so that "Koreans" may mean Korea."""
_SURE_ANYWHERE = 7
"""Letters that are looked for inside words too: some pages lose the spaces between words."""
_SURE_TOGETHER = 5
"""The same of a whole name run together, which is not part of other words as easily."""
_ANYTHING = re.compile("")
_LONGEST_ACRONYM = 6
_START = r"(?<![^\W\d_])"
"""Where no letter stands before."""
_SMALL = r"(?:(?:of|the|and|for|in|on|to|de|la)\W+)*"


@dataclass(frozen=True, slots=True)
class Text:
    """A text made ready to be looked through."""

    plain: str
    folded: str
    """In lower case, without accents, with one spelling where there are several."""
    letters: str
    """`folded` without anything but letters and digits; and so again, with one spelling where only
    a gap kept letters apart: "ab ba" as "aba"."""
    sounds: str
    """The consonants of `folded`, run together."""
    capitals: str
    """The capital letters of `plain`."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    needles: tuple[str, ...]
    """One of them is among the letters, sounds or capitals of every text that it is found in."""
    pattern: re.Pattern[str]


_NO_CAPITAL = re.compile(r"[^A-Z]+")


def prepared(text: str) -> Text:
    lower = _lower(text)
    folded = _one_spelling(lower)
    letters = _GAP.sub("", folded)
    together = f"{letters} {_one_spelling(_GAP.sub('', lower))}"
    return Text(text, folded, together, letters.translate(_SOUNDS), _NO_CAPITAL.sub("", text))


prepared_once = lru_cache(maxsize=1024)(prepared)
"""The same, kept for passages and statements, which are asked about again and again."""


def may_name(text: Text, sought: Sought) -> bool:
    """Whether the text may mean it by any of its words: "Dvorak" may be Karel Dvorak."""
    return any(may_hold(text, sought, word) for word in sought.words)


def may_hold(text: Text, sought: Sought, word: str) -> bool:
    """Whether that word of what is sought may stand in the text, or all of it in another form."""
    if _found(_beginning(word, sought.is_name), text.letters, text.folded):
        return True
    return sought.is_name and (
        _found(_together(sought.text), text.letters, text.folded)
        or _found(_sounding(word), text.sounds, text.folded)
        or _found(_abbreviated(sought.text), text.capitals, text.plain)
    )


def surely_names(text: Text, name: str) -> bool:
    """Whether the name stands in the text with its capitals; hyphens may be spaces."""
    return name.split()[0] in text.plain and bool(_exactly(name).search(text.plain))


def _found(sought: _Pattern | None, among: str, text: str) -> bool:
    if sought is None or not any(needle in among for needle in sought.needles):
        return False
    return bool(sought.pattern.search(text))


def _lower(text: str) -> str:
    """In lower case, without accents."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def _one_spelling(folded: str) -> str:
    for spelling, one in _SPELLINGS:
        while spelling in folded:
            folded = folded.replace(spelling, one)
    return folded


def _letters(name: str) -> str:
    return _GAP.sub("", _one_spelling(_lower(POSSESSIVE.sub("", name))))


@lru_cache(maxsize=256)
def _beginning(word: str, is_name: bool) -> _Pattern:
    """How every form of the word begins."""
    letters = _letters(word)
    if is_name:
        cut = _OF_A_COUNTRY.sub("", letters)
        if len(cut) < _LEAST_STEM:
            return _short(letters)
        letters = cut
    else:
        letters = _ENDING.sub("", _letters(stem(word)))
    if len(letters) >= _SURE_ANYWHERE:
        return _Pattern((letters,), _ANYTHING)
    spaced = r"[\W_]*".join(map(re.escape, letters))
    return _Pattern((letters,), re.compile(_START + spaced))


def _short(letters: str) -> _Pattern:
    """A short name as a whole word, in the plural or not: Lee is not Leeds, Mars not March."""
    bare = letters.removesuffix("s") if len(letters) > 2 else letters
    spaced = r"[\W_]*".join(map(re.escape, bare))
    return _Pattern((bare,), re.compile(rf"{_START}{spaced}(?:[’']?e?s)?(?![^\W\d_])"))


@lru_cache(maxsize=256)
def _together(name: str) -> _Pattern:
    """All of it, whatever stands between its letters: "yoo-jung"."""
    letters = _letters(name)
    if len(letters) < _SURE_TOGETHER:
        return _short(letters)
    return _Pattern((letters, _one_spelling(_GAP.sub("", _lower(name)))), _ANYTHING)


@lru_cache(maxsize=256)
def _sounding(word: str) -> _Pattern | None:
    """The word with other vowels, or letters that sound the same; None if it is short."""
    first, consonants = _letters(word)[:1], _letters(word).translate(_SOUNDS)
    if len(consonants) < _LEAST_CONSONANTS:
        return None
    between = rf"{_VOWELS}[\W_]?{_VOWELS}"
    sounds = between.join(map(re.escape, consonants))
    opening = _VOWELS if first not in consonants else ""
    return _Pattern((consonants,), re.compile(rf"{_START}{opening}{sounds}{_VOWELS}s?(?![^\W\d_])"))


@lru_cache(maxsize=256)
def _abbreviated(name: str) -> _Pattern | None:
    """ "BOJ" for "Bank of Japan", "S. Korea" for "South Korea", "Bank of Japan" for "BOJ"."""
    parts = [word.text for word in words(name)]
    letters = name.replace(".", "")
    capital = "".join(part[0] for part in parts if part[0].isupper())
    if len(capital) > 1:
        every = "".join(part[0].upper() for part in parts)
        initials = "|".join(r"\.?".join(map(re.escape, each)) for each in (capital, every))
        short = rf"{re.escape(parts[0][0])}\w*\.?[\s-]*{re.escape(parts[-1])}"
        ascii_only = "".join(c for c in capital if c.isascii())
        return _Pattern((ascii_only, every), re.compile(rf"(?<!\w)(?:{initials}|{short})(?!\w)"))
    if not (letters.isupper() and letters.isascii() and 2 <= len(letters) <= _LONGEST_ACRONYM):
        return None
    in_full = [rf"[{c}{c.lower()}]\w*" for c in letters]
    full = rf"{letters[0]}\w*\W+{_SMALL}" + rf"\W+{_SMALL}".join(in_full[1:])
    # The letters of small words are no capitals: "BJ" in Bank of Japan.
    needles = (letters, letters[0] + re.sub("[AOFTDIL]", "", letters[1:]))
    return _Pattern(needles, re.compile(rf"(?<!\w){full}"))


@lru_cache(maxsize=256)
def _exactly(name: str) -> re.Pattern[str]:
    between = r"[\s\u2010-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name))
    return re.compile(rf"(?<!\w){between}(?!\w)")
