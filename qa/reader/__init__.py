"""The reader: does this passage answer this question, in which sentence, in which words?

It is Footnote's own model, trained for this, or any extractive question answering model of the hub
that the settings name; whoever reads passages sees only the protocol and what `load_reader` opens.
"""

from __future__ import annotations

from qa.reader.loading import load_reader
from qa.reader.reading import Reader, Reading

__all__ = ["Reader", "Reading", "load_reader"]
