"""Question in, cited answer out.

from qa import answer
answer("What did Lee and Ishiba agree on?").text  # of the bundled articles

from qa import open_folder
open_folder("~/articles").answer("Who won the election?").text
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.types import Filters
    from qa.answering import Answerer
    from qa.opening import answer, open_folder
    from qa.types import Answer, Citation, Outcome, Sentence, Turn, Verdict

__all__ = [
    "Answer",
    "Answerer",
    "Citation",
    "Filters",
    "Outcome",
    "Sentence",
    "Turn",
    "Verdict",
    "answer",
    "open_folder",
]


def __getattr__(name: str) -> object:
    """Import on first use, so that `footnote --help` does not pay for what it does not use."""
    if name in ("answer", "open_folder"):
        from qa import opening

        return getattr(opening, name)
    if name == "Answerer":
        from qa.answering import Answerer

        return Answerer
    if name == "Filters":
        from index.types import Filters

        return Filters
    if name in __all__:
        from qa import types

        return getattr(types, name)
    raise AttributeError(f"module 'qa' has no attribute {name!r}")
