"""What the reader is shown of a passage."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Span
from qa.query import understand
from qa.reader import Reading
from qa.weighing.reading import read
from qa.weighing.statements import statements
from tests.qa.making import article, hits


class ReaderThatKeeps:
    """Finds nothing, and keeps the texts that it was shown."""

    name = "fake"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def read(
        self,
        question: str,
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> tuple[Reading, ...]:
        self.texts += contexts
        none = [(tuple(0.0 for _ in spans), tuple((0, 0) for _ in spans)) for spans in sentences]
        return tuple(Reading(zeros, spans, (0, 0), 0.0) for zeros, spans in none)


def test_the_reader_sees_no_dateline() -> None:
    reader = ReaderThatKeeps()
    text = "EINDHOVEN, May 17 (Orbis) - Kestrel recalls bikes. Nobody was hurt."
    shown = hits(article(text))
    read(understand("Who makes the batteries?"), shown, statements(shown), reader)
    assert len(reader.texts[0]) == len(text)
    assert "EINDHOVEN" not in reader.texts[0]
    assert "Kestrel recalls bikes." in reader.texts[0]
