"""What has to change for a library to hold the articles of a folder as they are now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import ArticleError, FolderError
from index.records import Known
from index.types import Article, Passage, Progress

ReadArticle = tuple[Article, tuple[Passage, ...]]
Skipped = tuple[str, str]
"""(path, reason) of a file that could not be read."""


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did, by path relative to the folder."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to read, and what is known without reading any."""

    root: Path
    reading: str
    """`reading_version()` when the plan was made."""
    to_read: tuple[Path, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]
    """In the library, no longer in the folder."""
    kept: tuple[str, ...]
    """In the library, and in the folder but closed to us now: whether they changed is unknown."""
    skipped: tuple[Skipped, ...]

    def check_any_readable(self, any_read: bool, skipped: Sequence[Skipped]) -> None:
        """Refuse a folder of which nothing can be read, before anything is written."""
        if any_read or self.unchanged or not skipped:
            return
        name, reason = skipped[0]
        if len(skipped) == 1:
            raise ArticleError(reason if name in reason else f"{name}: {reason}")
        raise FolderError(
            f"none of the {len(skipped)} files in {self.root} can be read; the first: {reason}"
        )

    def report(
        self,
        written: Sequence[str],
        same: Sequence[str],
        skipped: Sequence[Skipped],
        known: Mapping[str, Known],
    ) -> RefreshReport:
        """What was done; `same` was read again and found to be what the library holds."""
        unread = [path for path, _ in skipped if path in known and path not in self.kept]
        return RefreshReport(
            added=tuple(path for path in written if path not in known),
            changed=tuple(path for path in written if path in known),
            removed=(*self.gone, *unread),
            unchanged=(*self.unchanged, *same),
            skipped=tuple(skipped),
        )


def plan_refresh(
    root: Path, known: Mapping[str, Known], known_reading: str | None, progress: Progress
) -> Plan:
    """Compare the files below `root` with what the library knows, by path.

    Files are compared by their bytes: sizes and times lie after a copy or a checkout, and hashing
    is far quicker than reading an article. If the code that reads files has changed since
    `known_reading`, every file is read again.

    Raises:
        FolderError: `root` is missing, not a folder, or without articles.
    """
    from index.readers import article_paths

    paths = article_paths(root)
    reading = reading_version()
    to_read, unchanged, kept, skipped, present = [], [], [], [], set()
    for done, path in enumerate(paths):
        progress(done, len(paths), "comparing files")
        name = path.relative_to(root).as_posix()
        present.add(name)
        try:
            name.encode()
            with path.open("rb") as stream:
                content_hash = hashlib.file_digest(stream, "sha256").hexdigest()
        except UnicodeEncodeError:
            skipped.append((ascii(name), "the file's name is not UTF-8; rename it"))
        except OSError as error:
            skipped.append((name, f"{name} cannot be opened: {error.strerror}"))
            if name in known:
                kept.append(name)
        else:
            same = name in known and known[name].content_hash == content_hash
            if same and reading == known_reading:
                unchanged.append(name)
            else:
                to_read.append(path)
    progress(len(paths), len(paths), "comparing files")
    gone = tuple(name for name in known if name not in present)
    return Plan(root, reading, tuple(to_read), tuple(unchanged), gone, tuple(kept), tuple(skipped))


def read_files(
    paths: Sequence[Path], root: Path, progress: Progress
) -> tuple[list[ReadArticle], list[Skipped]]:
    """Articles with their passages, and what cannot be read."""
    from index.passages import split_passages
    from index.readers import read_article

    read, skipped = [], []
    for done, path in enumerate(paths):
        progress(done, len(paths), "reading articles")
        try:
            article = read_article(path, root)
        except ArticleError as error:
            skipped.append((path.relative_to(root).as_posix(), str(error)))
        else:
            read.append((article, split_passages(article)))
    if paths:
        progress(len(paths), len(paths), "reading articles")
    return read, skipped


def reading_version() -> str:
    """Hash of this package's source: another one may read the same file as another article."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
