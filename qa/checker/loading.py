"""The checker of an installation: the one that its settings name, or Footnote's own."""

from __future__ import annotations

from pathlib import Path

from index.embedding import Embedder
from index.settings import Settings
from qa.checker.own import FOLDER, load_own_checker
from qa.checker.support import Checker


def load_checker(
    settings: Settings, folder: Path = FOLDER, embedder: Embedder | None = None
) -> Checker | None:
    """The checker that the settings name, else Footnote's own in `folder`.

    None where none is named and this installation carries none.

    Args:
        embedder: one that is open, which Footnote's own checker shares if it is of its base model.

    Raises:
        WeightsMissingError: the base model, whose embedding matrix the checker uses, is missing.
        WeightsDamagedError: the checker's files, or the base model, are not what was published.
        ModelError: the model that the settings name is no inference cross-encoder.
    """
    if settings.checker:
        from qa.checker.inference import load_inference_checker

        return load_inference_checker(settings)
    return load_own_checker(settings, folder, embedder)
