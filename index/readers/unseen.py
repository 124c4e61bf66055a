"""Characters that nobody can see, left out before anything is counted.

A reader who checks a quotation must see all that the models saw, so what only hides or steers
direction goes: controls, format characters, and whatever Unicode says to show nothing for where
it is not supported (Default_Ignorable_Code_Point of DerivedCoreProperties: zero width characters,
bidirectional controls, tags, fillers, variation selectors).

Four of them change what is seen, in some places, and stay in those:

    ZWNJ ZWJ    after a virama, and ZWNJ between letters of the Arabic kind: Hindi, Malayalam or
                Persian is misspelled without (RFC 5892, appendix A.1 and A.2, has these rules)
    ZWJ         between two emoji, of which it makes one (UTS 51)
    VS15 VS16   after a symbol, which they show as text or as a picture (UTS 51)

The rest of the variation selectors choose among shapes of the same letter; nothing is misread
without, and whole texts have been hidden in them. Tags go as well, although three flags are
spelled with them: those show as a black flag.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ZWNJ, _ZWJ, _VS15, _VS16 = "\u200c", "\u200d", "\ufe0e", "\ufe0f"
_SOMETIMES_SEEN = re.compile(f"[{_ZWNJ}{_ZWJ}{_VS15}{_VS16}]+")
_VIRAMA = 9
"""The canonical combining class of a sign that mutes a vowel."""
MOST_MARKS = 7
"""Marks that a letter may carry and still be found behind them."""
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def clean(text: str) -> str:
    """`text` with line ends as newlines and without characters that cannot be seen."""
    return _SOMETIMES_SEEN.sub(_if_seen, _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))


def clean_line(text: str | None) -> str | None:
    """The same on one line, single-spaced; None where nothing is left to be seen."""
    return " ".join(clean(text).split()) or None if text else None


def _if_seen(match: re.Match[str]) -> str:
    """What was matched, all of it or nothing."""
    found, text = match.group(), match.string
    before = text[max(0, match.start() - MOST_MARKS - 1) : match.start()]
    after = text[match.end() : match.end() + 1]
    if found in (_VS15, _VS16):
        seen = _is_symbol(before[-1:])
    elif found in (_ZWJ, _VS16 + _ZWJ) and _is_emoji(before[-1:]):
        seen = _is_symbol(after)
    elif found == _ZWNJ and _joins(_base(before)):
        seen = _joins(after)
    else:
        follows = bool(before) and unicodedata.combining(before[-1]) == _VIRAMA
        seen = found in (_ZWNJ, _ZWJ) and follows
    return found if seen else ""


def _is_symbol(character: str) -> bool:
    """Whether it may be a picture: symbols, and the arrows among the mathematical ones."""
    return bool(character) and unicodedata.category(character) in ("So", "Sm")


def _is_emoji(character: str) -> bool:
    return _is_symbol(character) or (bool(character) and character in _SKIN_TONES)


def _joins(character: str) -> bool:
    """Whether it is a letter of a script that joins its letters, as Arabic and Syriac do."""
    return bool(character) and unicodedata.bidirectional(character) == "AL"


def _base(before: str) -> str:
    """The last letter, without the marks on it."""
    for character in reversed(before):
        if unicodedata.category(character) != "Mn":
            return character
    return ""
