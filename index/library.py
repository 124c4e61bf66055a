"""A library: the articles of one folder, ready to be searched.

The records (SQLite) are the truth. The word index (Tantivy) and the vector index (FAISS) are
derived from them: an update commits the records first, then brings the other two up to the same
generation. Whatever stops that half-way, a crash or a damaged file, the next opening or search
finds the generations apart and finishes or repeats the work.
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import numpy as np

from index.database import writer_lock
from index.derived import Derived, searchable
from index.embedding import Embedder, encode_all
from index.errors import FolderError, LibraryBusyError, LibraryMissingError, UsageError
from index.records import RECORDS_NAME, Entry, Records
from index.refresh import ReadArticle, RefreshReport, plan_refresh, read_files
from index.settings import Settings
from index.types import Article, Hit, Passage, Progress

logger = logging.getLogger(__name__)

ARTICLES_PER_UPDATE = 2000
"""Articles read, embedded and committed at a time: bounds memory, and what Ctrl-C can lose."""


class Library:
    """Articles on disk and the means to search them. Safe to use from several threads."""

    def __init__(self, directory: Path, records: Records, embedder: Embedder) -> None:
        """Use `Library.open`."""
        self.directory = directory
        self.embedder = embedder
        self._records = records
        self._derived: Derived | None = None
        self._notices: list[str] = []
        self._lock = threading.RLock()

    @classmethod
    def open(cls, directory: Path, embedder: Embedder, *, create: bool = False) -> Library:
        """Open the library in `directory`, making an empty one there if `create`.

        Indexes that are behind, missing or damaged are made again, and passages that another
        embedder embedded are embedded again; `notices` then says so.

        Raises:
            LibraryMissingError: none there, and not `create`.
            LibraryFormatError: written by another version of Footnote.
            LibraryDamagedError: the records cannot be read.
            LibraryBusyError: it needs repair, and another process is writing it.
        """
        path = directory / RECORDS_NAME
        try:
            records = Records.open(path)
        except LibraryMissingError:
            if not create:
                raise
            records = Records.create(path, embedder.name, embedder.dimension)
        library = cls(directory, records, embedder)
        try:
            library._load()
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        self._records.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """Number of passages."""
        return self._records.count()

    @property
    def notices(self) -> tuple[str, ...]:
        """What was repaired since the library was opened, one line each, for its owner to read."""
        return tuple(self._notices)

    @property
    def generation(self) -> int:
        """Number of updates so far."""
        return self._records.generation

    @property
    def folder(self) -> Path | None:
        """The folder that the library was refreshed from; a library holds one folder."""
        noted = self._records.note("folder")
        return None if noted is None else Path(noted)

    def articles(self) -> tuple[Article, ...]:
        """Every article, by path."""
        return self._records.articles()

    def publishers(self) -> tuple[str, ...]:
        """Every publisher that an article states, once, by name."""
        return self._records.publishers()

    def article(self, article_id: str) -> Article:
        """The article of this id.

        Raises:
            UsageError: there is none.
        """
        found = self._records.articles_by_id([article_id])
        if article_id not in found:
            raise UsageError(f"no article {article_id!r}; list them with: footnote articles")
        return found[article_id]

    def passages(self, article_id: str) -> tuple[Passage, ...]:
        """The passages of one article, in order.

        Raises:
            UsageError: there is no such article.
        """
        return self._records.passages_of(self.article(article_id))

    def add(self, articles: Sequence[Article]) -> None:
        """Add articles, or replace those of the same id or path: all of them or none."""
        from index.passages import split_passages

        read = [(article, split_passages(article)) for article in articles]
        self._update(self._embedded(read, _silent))

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles; ids that are not there are ignored."""
        self._update(removed=article_ids)

    def refresh(self, folder: Path, *, progress: Progress | None = None) -> RefreshReport:
        """Make the library hold exactly the articles of `folder`, reading only what changed.

        Articles are read and embedded before anything is written; a folder of more than
        ARTICLES_PER_UPDATE new articles is committed in as many parts, each whole. A file that
        cannot be read is skipped and reported; the article that it used to hold is removed.

        Raises:
            FolderError: `folder` is missing, has no articles, has none that can be read, or is not
                the one that this library holds.
            ArticleError: its only file cannot be read.
        """
        progress = progress or _silent
        root = folder.resolve()
        self._check_folder(root)
        known = self._records.known()
        plan = plan_refresh(root, known, self._records.note("reading"), progress)
        notes = {"folder": str(root)}
        skipped, written, same = list(plan.skipped), list[str](), list[str]()
        for start in range(0, max(1, len(plan.to_read)), ARTICLES_PER_UPDATE):
            batch = plan.to_read[start : start + ARTICLES_PER_UPDATE]
            read, unreadable = read_files(batch, root, progress)
            skipped += unreadable
            new = [each for each in read if not self._holds(each)]
            changed = {article.path for article, _ in new}
            same += [article.path for article, _ in read if article.path not in changed]
            removed: set[str] = set()
            if start + len(batch) == len(plan.to_read):  # the last batch
                plan.check_any_readable(bool(written or same or new), skipped)
                removed = {*plan.gone, *(path for path, _ in skipped)} - {*plan.kept}
                # Noted last: if we are stopped before, every file is read again next time.
                notes["reading"] = plan.reading
            self._update_if_needed(
                self._embedded(new, progress),
                [known[path].article_id for path in removed if path in known],
                notes,
            )
            written += [article.path for article, _ in new]
        return plan.report(written, same, skipped, known)

    def search(self, query: str, limit: int = 100) -> tuple[Hit, ...]:
        """The best `limit` passages by words and the best `limit` by meaning, nearest first.

        Each hit has both scores, save that `bm25` is 0.0 outside the lexical best; `score` is the
        cosine. Only what the records hold now is returned.
        """
        vector = self.embedder.encode([query])[0]
        scores = self._current().search(query, vector, limit)
        found = self._records.passages_by_id(scores)
        hits = [
            Hit(
                passage,
                article,
                bm25=scores[each][0],
                cosine=scores[each][1],
                score=scores[each][1],
            )
            for each, (passage, article) in found.items()
        ]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id)))

    # -- private ---------------------------------------------------------------------------------

    def _check_folder(self, root: Path) -> None:
        if self.folder not in (None, root):
            raise FolderError(
                f"the library in {self.directory} holds the articles of {self.folder}, not of "
                f"{root}; name another with --library"
            )

    def _holds(self, read: ReadArticle) -> bool:
        """Whether just this article, with just these passages, is in the library."""
        article, passages = read
        if self._records.articles_by_id([article.id]).get(article.id) != article:
            return False
        stored = self._records.passages_of(article)
        return tuple(replace(passage, id=0) for passage in stored) == passages

    def _embedded(self, read: Sequence[ReadArticle], progress: Progress) -> list[Entry]:
        """The articles with the vectors of their passages, ready to store."""
        texts = [searchable(passage) for _, passages in read for passage in passages]
        vectors = encode_all(self.embedder, texts, progress)
        entries, start = [], 0
        for article, passages in read:
            end = start + len(passages)
            entries.append(Entry(article, passages, vectors[start:end]))
            start = end
        return entries

    def _update_if_needed(
        self, entries: Sequence[Entry], removed: Sequence[str], notes: dict[str, str]
    ) -> None:
        noted = all(self._records.note(key) == value for key, value in notes.items())
        if entries or removed or not noted:
            self._update(entries, removed, notes)

    def _update(
        self,
        entries: Sequence[Entry] = (),
        removed: Sequence[str] = (),
        notes: dict[str, str] | None = None,
    ) -> None:
        with self._lock, writer_lock(self.directory):
            derived = self._repaired()
            self._records.update(entries, removed, notes)
            self._derived = None  # until it has caught up, it is to be opened again
            derived.catch_up(self._records)
            self._derived = derived

    def _current(self) -> Derived:
        """The indexes at the generation of the records, unless another process is writing them."""
        with self._lock:
            try:
                return self._load(timeout=0.0)
            except LibraryBusyError:
                if self._derived is None:
                    return self._load()
                # Searching what was there a moment ago is better than not searching.
                return self._derived

    def _load(self, timeout: float | None = None) -> Derived:
        with self._lock:
            if self._derived is None or not self._is_current(self._derived):
                loaded = Derived.load(self.directory, self._records)
                if loaded is not None and self._is_current(loaded):
                    self._derived = loaded
                    return loaded
                with writer_lock(self.directory, timeout):
                    self._derived = self._repaired()
            return self._derived

    def _is_current(self, derived: Derived) -> bool:
        same_embedder = self._records.embedder == (self.embedder.name, self.embedder.dimension)
        return same_embedder and derived.is_at(self._records.generation)

    def _repaired(self) -> Derived:
        """The indexes, whatever it takes; the writer lock is held."""
        if self._derived is not None and self._is_current(self._derived):
            return self._derived
        self._embed_again_if_needed()
        derived, notices = Derived.repair(self.directory, self._records)
        self._notices += notices
        return derived

    def _embed_again_if_needed(self) -> None:
        """Vectors of two models cannot be compared: make all of them with the one in use."""
        former, dimension = self._records.embedder
        if (former, dimension) == (self.embedder.name, self.embedder.dimension):
            return
        read = [(each, self._records.passages_of(each)) for each in self.articles()]
        entries = self._embedded(read, _silent)
        ids = [passage.id for entry in entries for passage in entry.passages]
        rows = [np.empty((0, self.embedder.dimension), np.float32)]
        rows += [entry.vectors for entry in entries]
        self._records.replace_vectors(
            self.embedder.name, np.array(ids, dtype=np.int64), np.concatenate(rows)
        )
        notice = f"embedded the articles again with {self.embedder.name}; it was {former} before"
        logger.warning("%s: %s", self.directory, notice)
        self._notices.append(notice)


def library_directory(folder: Path, settings: Settings) -> Path:
    """Where the library of `folder` is kept unless its owner names another place."""
    root = folder.resolve()
    name = re.sub(r"\W+", "-", root.name).strip("-") or "library"
    digest = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()
    return settings.home / "libraries" / f"{name}-{digest[:12]}"


def seeds_folder() -> Path:
    """The bundled articles: beside the code in a checkout, inside it in an installed wheel."""
    here = Path(__file__).resolve().parent
    inside = here / "seeds"
    return inside if inside.is_dir() else here.parent / "seeds"


def _silent(_done: int, _total: int, _label: str) -> None:
    """Progress that nobody watches."""
