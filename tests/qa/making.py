"""Articles and hits for tests of answering, made from plain text."""

from __future__ import annotations

from index.passages import split_passages
from index.types import Article, Hit, Passage


def article(text: str, path: str = "a.txt", **metadata: str | None) -> Article:
    """An article whose body is every line of `text`."""
    body, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            body.append((start, start + len(line)))
        start += len(line) + 1
    return Article(
        id=path.ljust(16, "0")[:16],
        path=path,
        text=text,
        body=tuple(body),
        content_hash="0" * 64,
        **metadata,
    )  # type: ignore[arg-type]


def hits(*articles: Article) -> tuple[Hit, ...]:
    """Every passage of the articles, in order, with ids from 1."""
    found: list[Hit] = []
    for each in articles:
        for p in split_passages(each):
            stored = Passage(
                len(found) + 1,
                p.article_id,
                p.ordinal,
                p.start,
                p.end,
                p.text,
                p.sentences,
                p.header,
            )
            found.append(Hit(stored, each, bm25=1.0, cosine=0.5, sentence_cosine=0.5, score=1.0))
    return tuple(found)
