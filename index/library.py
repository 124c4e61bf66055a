"""A library: the articles of one folder, ready to be searched.

What it keeps on disk, and how that survives whatever happens, is told in index.store; how several
searches become rows of hits, in index.searching.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType

from index.embedding import Embedder, silent
from index.errors import FolderError, LibraryMissingError, UsageError
from index.filters import check_filters
from index.records import RECORDS_NAME, Entry, Records
from index.refresh import ReadArticle, RefreshReport, plan_refresh, read_files
from index.searching import Read, search_all
from index.settings import Settings
from index.store import Store, embed_articles
from index.types import ANYWHERE, Article, Filters, Hit, Passage, Progress, Search

ARTICLES_PER_UPDATE = 2000
"""Articles read, embedded and committed at a time: bounds memory, and what Ctrl-C can lose."""


class Library:
    """Articles on disk and the means to search them. Safe to use from several threads."""

    def __init__(self, directory: Path, records: Records, embedder: Embedder) -> None:
        """Use `Library.open`."""
        self.directory = directory
        self.embedder = embedder
        self._records = records
        self._store = Store(directory, records, embedder)
        self._read = Read(records)

    @classmethod
    def open(
        cls,
        directory: Path,
        embedder: Embedder,
        *,
        create: bool = False,
        progress: Progress | None = None,
    ) -> Library:
        """Open the library in `directory`, making an empty one there if `create`.

        Indexes that are behind, missing or damaged are made again, and passages that another
        embedder embedded are embedded again, with `progress`; `notices` then says so.

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
            library._store.load(progress=progress or silent)
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
        return tuple(self._store.notices)

    @property
    def generation(self) -> int:
        """Number of updates so far."""
        return self._records.generation

    @property
    def folder(self) -> Path | None:
        """The folder that the library was refreshed from; a library holds one folder."""
        noted = self._records.note("folder")
        return None if noted is None else Path(noted)

    def articles(self, within: Filters = ANYWHERE) -> tuple[Article, ...]:
        """Every article inside `within`, by path."""
        return self._records.articles(within)

    def those_of(self, ids: Sequence[str], within: Filters = ANYWHERE) -> tuple[Article, ...]:
        """Those of the articles with these ids that are inside `within`, by path."""
        if not ids:
            return ()
        allowed = {*within.articles}
        found = self._records.articles(replace(within, articles=tuple(ids)))
        return tuple(each for each in found if not allowed or {each.id, each.path} & allowed)

    def there(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """Those whose file is still in the folder; all of them where there is no folder to ask."""
        folder = self.folder
        if folder is None or not folder.is_dir():
            return tuple(articles)
        return tuple(each for each in articles if (folder / each.path).exists())

    def newest(self, count: int, within: Filters = ANYWHERE) -> tuple[Article, ...]:
        """At most `count` articles inside `within`, the newest first, undated ones last."""
        return self._records.newest(count, within)

    def newest_day(self) -> date | None:
        """The latest day on which an article was published; None where none states one."""
        return self._records.newest_day()

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
        self._store.update(embed_articles(self.embedder, read))

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles; ids that are not there are ignored."""
        self._store.update(removed=article_ids)

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
        progress = progress or silent
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
                embed_articles(self.embedder, new, progress),
                [known[path].article_id for path in removed if path in known],
                notes,
            )
            written += [article.path for article, _ in new]
        return plan.report(written, same, skipped, known)

    def search(self, query: str, limit: int = 100, within: Filters = ANYWHERE) -> tuple[Hit, ...]:
        """The best `limit` passages by words and the best `limit` by meaning, nearest first.

        Each hit has both scores, exact; `score` is the cosine. Only what is inside `within`, and
        only what the records hold now, is returned. Raises as `search_all` does.
        """
        (hits,) = self.search_all([Search(query, within)], limit)
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id)))

    def search_all(self, searches: Sequence[Search], limit: int) -> tuple[tuple[Hit, ...], ...]:
        """One row of hits for each search, all over the same passages in the same order.

        Those are the union of what the searches found, each its best `limit` by words and its best
        `limit` by meaning inside its filters, by passage id. In the row of a search each has the
        exact BM25 (0.0 only where no term occurs) and the exact cosine of that search's text,
        whichever search found it; `score` is the cosine. Only what the records hold now is
        returned. A text in several searches is embedded and scored once.

        Raises:
            UsageError: the limit is below 1.
        """
        return search_all(self._store, self._read, searches, limit)

    def check_filters(self, within: Filters) -> None:
        """Refuse filters that a person typed wrongly.

        Raises:
            UsageError: a publisher or article that is not in the library, with the nearest that
                are; days that no day is between; values of another type.
        """
        places = self._records.places() if within.articles else ()
        check_filters(within, self.publishers(), places)

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

    def _update_if_needed(
        self, entries: Sequence[Entry], removed: Sequence[str], notes: dict[str, str]
    ) -> None:
        noted = all(self._records.note(key) == value for key, value in notes.items())
        if entries or removed or not noted:
            self._store.update(entries, removed, notes)


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
