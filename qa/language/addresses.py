"""What a program may take for the address of a page or a mailbox, in plain text.

Wide on purpose: it holds what GitHub's Markdown and linkify-it make links of by themselves
("www.herald.example", "herald.example/a", "desk@herald.example"), and some words beside.
"""

from __future__ import annotations

import re

_ANY = r"[^\s<>`]"
_BEFORE_AT = r"[^\s<>`@()\[\]“”\"]"
_END = r"(?<![.,;:!?'’\"”)\]*_~-])"
"""Marks that end a sentence around an address are not its own."""
ADDRESS = re.compile(
    rf"(?<!{_BEFORE_AT}){_BEFORE_AT}+@{_ANY}+{_END}"  # desk@herald.example
    rf"|(?i:(?<![a-z\d+.-])[a-z][a-z\d+.-]*:)?//(?:{_ANY}+{_END})?"  # https://herald.example/a
    rf"|(?i:\b(?:mailto|xmpp|tel):){_ANY}+{_END}"
    rf"|(?<![^\W_])(?i:www\.)(?:{_ANY}+{_END})?"
    # herald.example/a: letters in one case after the last stop, unlike "the end.The next"
    r"|(?<![\w-])(?<![\w-]\.)(?:[\w-]+\.)+(?:xn--[\w-]+|[^\W\d_A-Z]{2,}|[A-Z]{2,})(?![^\W_])"
    rf"(?:[:/?#]{_ANY}*{_END})?"
)


def addresses(text: str) -> tuple[str, ...]:
    """Each address in a text, in order, repeats kept."""
    return tuple(match.group() for match in ADDRESS.finditer(text))
