"""Bytes -> characters, in whatever encoding they are."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from index.errors import ArticleError
from index.readers.unseen import clean

WORST_MESS = 0.1
"""Share of improbable characters, by charset-normalizer's measure, above which a guess is refused.
Right guesses on English, French and Korean sentences have 0.03 or less (tests/index)."""

_DECLARATION = re.compile(rb"<meta[^>]+charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, path: Path) -> str:
    """The characters of a file: UTF-8, then UTF-16 with a mark, what a page declares, then a guess.

    Raises:
        ArticleError: nothing but white space, binary data, or an encoding that cannot be told.
    """
    if data.startswith(_UTF16_MARKS):
        text = _decode_utf16(data, path)
    elif b"\x00" in data:
        raise ArticleError(f"{path} is a binary file; save the article as text in UTF-8")
    else:
        text = _decode_bytes(data, path)
    text = clean(text)
    if not text.strip():
        raise ArticleError(f"{path} is empty; put an article in it or remove it")
    return text


def _decode_utf16(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path} is damaged UTF-16; save the article as UTF-8") from error


def _decode_bytes(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _declared(data) or _guess(data, path)


def _declared(data: bytes) -> str | None:
    """The text in the encoding that a web page names in its head, if that is the right one."""
    match = _DECLARATION.search(data[:4096])
    if match is None:
        return None
    try:
        return data.decode(match[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None


def _guess(data: bytes, path: Path) -> str:
    from charset_normalizer import from_bytes

    # Short Western texts fit several code pages; windows-1252 is what the web means by them.
    # Other scripts do not pass for it: measured on Cyrillic, Korean and Japanese sentences.
    best = from_bytes(data, cp_isolation=["cp1252"]).best() or from_bytes(data).best()
    if best is None or best.chaos > WORST_MESS:
        raise ArticleError(f"{path} is in an encoding that cannot be told; save it as UTF-8")
    return str(best)
