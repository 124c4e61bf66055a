"""The Penn Treebank tokeniser's way to write brackets and quotation marks, undone."""

from __future__ import annotations

_WRITTEN = {"-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "``": '"', "''": '"'}


def plain(text: str) -> str:
    """Treebank tokens back to what was written; spaces between tokens stay."""
    return " ".join(_WRITTEN.get(word.lower(), word) for word in text.split())
