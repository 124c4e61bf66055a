"""A story with two passages, as qa.training.sources.written reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FIRE = [
    "The mill in Arno burned down on Monday.",
    "Its roof had been mended in 2019.",
    "Two firefighters were hurt.",
]
LATER = ["The owner, Ida Voss, wants a new one by spring.", "Her insurer will pay half."]
ASKED = {"q": "How many were injured?", "s": [2], "a": "Two firefighters", "w": "Two."}
UNANSWERED = "Who set the mill on fire?"


HELD_OUT, TRAINED_ON = "a mill 0", "a mill"
"""Names of stories, by which they are parted."""


def write_stories(folder: Path, answer: str = "Two firefighters", name: str = TRAINED_ON) -> Path:
    """A folder with one story in it."""
    folder.mkdir(exist_ok=True)
    passages = [
        {"title": "Mill burns", "sentences": FIRE, "questions": [ASKED | {"a": answer}]},
        {"title": "Mill to rise", "sentences": LATER, "questions": []},
    ]
    story = {"story": name, "passages": passages, "unanswered": [UNANSWERED]}
    (folder / "one.json").write_text(json.dumps({"stories": [story]}), encoding="utf-8")
    return folder


@contextmanager
def changing(folder: Path) -> Iterator[dict[str, Any]]:
    """The story in a folder as it is stored; what is changed of it is written back."""
    path = folder / "one.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    yield data["stories"][0]
    path.write_text(json.dumps(data), encoding="utf-8")
