"""The reader of an installation: the one that its settings name, or Footnote's own."""

from __future__ import annotations

from pathlib import Path

from index.settings import Settings
from qa.reader.own import FOLDER, load_own_reader
from qa.reader.reading import Reader


def load_reader(settings: Settings, folder: Path = FOLDER) -> Reader | None:
    """The reader that the settings name, else Footnote's own in `folder`.

    None where none is named and this installation carries none.

    Raises:
        WeightsMissingError: the model that the settings name, or the base model, whose embedding
            matrix the own reader uses, is missing.
        WeightsDamagedError: the reader's files, or the base model, are not what was published.
        ModelError: the model that the settings name does no extractive question answering.
    """
    if settings.reader:
        from qa.reader.extractive import load_extractive_reader

        return load_extractive_reader(settings)
    return load_own_reader(settings, folder)
