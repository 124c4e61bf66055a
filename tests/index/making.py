"""Articles and folders for tests of the index."""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.types import Article


def make_article(path: str, text: str, title: str | None = None) -> Article:
    """An article whose whole text may be cited."""
    return Article(
        id=hashlib.sha256(path.encode()).hexdigest()[:16],
        path=path,
        text=text,
        body=((0, len(text)),),
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        title=title,
    )


def write_articles(folder: Path, **texts: str) -> Path:
    """A folder with a file `name`.txt for each text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
