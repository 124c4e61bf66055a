from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import index.database
import index.derived
import index.library
import index.store
from index.database import writer_lock
from index.derived import Derived
from index.errors import (
    ArticleError,
    FolderError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryMissingError,
    UsageError,
)
from index.library import Library, library_directory, seeds_folder
from index.records import RECORDS_NAME, Entry, Records
from index.settings import Settings
from tests.fakes import FakeEmbedder
from tests.index.making import make_article, write_articles

RIVER = make_article("river.txt", "The river rose on Monday. Boats were moved upstream.")
RICE = make_article("rice.txt", "Rice became dear in spring. Shops rationed it.")
TREATY = make_article("treaty.txt", "The treaty was signed. Ministers will meet every year.")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "library"


def opened(directory: Path, embedder: FakeEmbedder | None = None) -> Library:
    return Library.open(directory, embedder or FakeEmbedder(), create=True)


def found(library: Library, query: str) -> list[str]:
    """Paths of the articles that hold a word of `query`, best first."""
    hits = sorted(library.search(query), key=lambda hit: -hit.bm25)
    return [hit.article.path for hit in hits if hit.bm25 > 0]


# -- searching ---------------------------------------------------------------------------------


def test_an_empty_library_finds_nothing(directory: Path) -> None:
    with opened(directory) as library:
        assert (library.search("river"), len(library), library.generation) == ((), 0, 0)
        assert (library.articles(), library.folder, library.notices) == ((), None, ())


def test_a_hit_has_its_scores_and_its_article(directory: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER, RICE])
        river, rice = library.search("The river rose on Monday.")
        assert (river.article, rice.article) == (RIVER, RICE)
        assert river.passage.text == RIVER.text[river.passage.start : river.passage.end]
        assert (river.bm25 > 1, rice.bm25) == (True, 0.0)
        for hit in (river, rice):
            texts = [hit.article.text[start:end] for start, end in hit.passage.sentences]
            asked, *rows = library.embedder.encode(["The river rose on Monday.", *texts])
            mean = sum(len(text) * row for text, row in zip(texts, rows, strict=True))
            assert hit.cosine == pytest.approx(
                float(asked @ mean) / float(np.linalg.norm(mean)), abs=1e-3
            )
            nearest = max(float(asked @ row) for row in rows)
            assert hit.sentence_cosine == pytest.approx(nearest, abs=1e-3)
        assert river.sentence_cosine == pytest.approx(1.0, abs=1e-3)
        assert (river.score, rice.score) == (river.cosine, rice.cosine)


def test_hits_found_by_words_alone_have_their_cosine(directory: Path) -> None:
    with opened(directory) as library:
        articles = [make_article(f"{n}.txt", f"Boats sail {n} times a day.") for n in range(20)]
        library.add([*articles, make_article("far.txt", "Zebra " + "and others walk. " * 20)])
        hits = {hit.article.path: hit for hit in library.search("boats sail zebra", limit=3)}
        assert hits["far.txt"].bm25 > 0
        query, text = library.embedder.encode(["boats sail zebra", hits["far.txt"].passage.text])
        assert hits["far.txt"].cosine == pytest.approx(float(query @ text), abs=1e-3)
        assert len(hits) <= 6


def test_a_header_is_searched_and_not_evidence(directory: Path) -> None:
    article = make_article("a.txt", "Boats were moved.", title="Flood in Seoul")
    with opened(directory) as library:
        library.add([article, RICE])
        assert found(library, "Seoul flood") == ["a.txt"]
        assert library.search("Seoul flood")[0].passage.text == "Boats were moved."


def test_articles_by_id(directory: Path) -> None:
    with opened(directory) as library:
        library.add([TREATY, RICE])
        assert library.articles() == (RICE, TREATY)
        assert library.article(RICE.id) == RICE
        assert [each.ordinal for each in library.passages(RICE.id)] == [0]
        with pytest.raises(UsageError, match="footnote articles"):
            library.article("nothing")


def test_publishers_once_by_name(directory: Path) -> None:
    names = ("Post", None, "Daily", "Post")
    with opened(directory) as library:
        articles = [make_article(f"{n}.txt", "It rained.") for n in range(len(names))]
        library.add([replace(a, publisher=n) for a, n in zip(articles, names, strict=True)])
        assert library.publishers() == ("Daily", "Post")


def test_threads_search_while_articles_change(directory: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER, RICE])
        stop = threading.Event()

        def search() -> None:
            while not stop.is_set():
                assert found(library, "river") == ["river.txt"]

        with ThreadPoolExecutor(3) as pool:
            searches = [pool.submit(search) for _ in range(3)]
            try:
                for _ in range(3):
                    library.add([TREATY])
                    library.remove([TREATY.id])
            finally:
                stop.set()
        for each in searches:
            each.result()


# -- changing ----------------------------------------------------------------------------------


def test_adding_again_replaces(directory: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER, RICE])
        library.add([make_article("river.txt", "The river fell.")])
        assert (len(library), library.generation) == (2, 2)
        assert found(library, "monday") == []
        assert found(library, "fell") == ["river.txt"]


def test_what_is_removed_is_not_found(directory: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER, RICE])
        library.remove([RIVER.id, "not there"])
        assert [hit.article for hit in library.search("river")] == [RICE]


def test_a_library_opens_as_it_was_left(directory: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER, RICE])
        before = library.search("river")
    embedder = FakeEmbedder()
    with Library.open(directory, embedder) as library:
        assert embedder.encoded == 0
        assert library.search("river") == before
        assert library.notices == ()


# -- refreshing --------------------------------------------------------------------------------


def test_refresh_follows_the_folder(directory: Path, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "news", a="Rivers rose.", b="Rice fell.", c="Ships sail.")
    embedder = FakeEmbedder()
    with opened(directory, embedder) as library:
        report = library.refresh(folder)
        assert (report.added, report.unchanged) == (("a.txt", "b.txt", "c.txt"), ())
        assert library.folder == folder.resolve()
        write_articles(folder, b="Rice rose sharply.", d="Treaties end.")
        (folder / "c.txt").unlink()
        encoded = embedder.encoded
        report = library.refresh(folder)
        assert (report.added, report.changed) == (("d.txt",), ("b.txt",))
        assert (report.removed, report.unchanged) == (("c.txt",), ("a.txt",))
        assert embedder.encoded == encoded + 2
        assert [article.path for article in library.articles()] == ["a.txt", "b.txt", "d.txt"]
        assert found(library, "ships") == []


def test_refresh_of_an_unchanged_folder_writes_nothing(directory: Path, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "news", a="Rivers rose.")
    with opened(directory) as library:
        library.refresh(folder)
        report = library.refresh(folder)
        assert (report.unchanged, library.generation) == (("a.txt",), 1)


def test_files_are_read_again_when_the_reader_changes(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import index.readers

    folder = write_articles(tmp_path / "news", a="Rivers rose.", b="Rice fell.")
    embedder = FakeEmbedder()
    with opened(directory, embedder) as library:
        library.refresh(folder)
        real = index.readers.read_article
        monkeypatch.setattr("index.refresh.reading_version", lambda: "newer")
        monkeypatch.setattr(
            index.readers,
            "read_article",
            lambda path, root: (
                make_article("a.txt", "Otherwise.") if path.stem == "a" else real(path, root)
            ),
        )
        encoded = embedder.encoded
        report = library.refresh(folder)
        assert (report.changed, report.unchanged) == (("a.txt",), ("b.txt",))
        assert embedder.encoded == encoded + 1  # what reads the same is not embedded again
        assert library.generation == 2


def test_refresh_reports_progress(directory: Path, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "news", a="Rivers rose.", b="Rice fell.")
    calls: list[tuple[int, int, str]] = []
    with opened(directory) as library:
        library.refresh(folder, progress=lambda *call: calls.append(call))
    labels = list(dict.fromkeys(label for _, _, label in calls))
    assert labels == ["comparing files", "reading articles", "embedding sentences"]
    for label in labels:
        counts = [done for done, _, each in calls if each == label]
        assert (counts == sorted(counts), counts[-1]) == (True, 2)


def test_one_unreadable_file_does_not_stop_the_others(directory: Path, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "news", a="Rivers rose.", b="Rice fell.")
    (folder / "empty.txt").touch()
    with opened(directory) as library:
        report = library.refresh(folder)
        assert report.added == ("a.txt", "b.txt")
        ((path, reason),) = report.skipped
        assert path == "empty.txt"
        assert "empty" in reason
        (folder / "a.txt").write_bytes(b"")
        report = library.refresh(folder)
        assert (report.removed, [path for path, _ in report.skipped]) == (
            ("a.txt",),
            ["a.txt", "empty.txt"],
        )
        assert found(library, "rivers") == []


def test_a_folder_of_unreadable_files_changes_nothing(directory: Path, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "news", a="Rivers rose.")
    with opened(directory) as library:
        library.refresh(folder)
        (folder / "a.txt").write_bytes(b"")
        with pytest.raises(ArticleError, match="empty"):
            library.refresh(folder)
        (folder / "b.txt").write_bytes(b"")
        with pytest.raises(FolderError, match="none of the 2 files"):
            library.refresh(folder)
        assert found(library, "rivers") == ["a.txt"]
        assert library.generation == 1


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), Path.touch])
def test_a_folder_without_articles(directory: Path, tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "news")
    with opened(directory) as library, pytest.raises(FolderError):
        library.refresh(tmp_path / "news")


def test_a_library_holds_one_folder(directory: Path, tmp_path: Path) -> None:
    with opened(directory) as library:
        library.refresh(write_articles(tmp_path / "news", a="Rivers rose."))
        with pytest.raises(FolderError, match="another with --library"):
            library.refresh(write_articles(tmp_path / "other", b="Rice fell."))


def test_a_large_folder_is_committed_in_parts(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.library, "ARTICLES_PER_UPDATE", 2)
    texts = {f"n{number}": f"Rivers rose {number} times." for number in range(5)}
    folder = write_articles(tmp_path / "news", **texts)
    with opened(directory) as library:
        assert len(library.refresh(folder).added) == 5
        assert (library.generation, len(library)) == (3, 5)
        assert len(library.refresh(folder).unchanged) == 5


def test_stopping_a_refresh_leaves_the_library_as_it_was(directory: Path, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "news", a="Rivers rose.")

    class Stopped(FakeEmbedder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            raise KeyboardInterrupt

    with opened(directory) as library:
        library.refresh(folder)
        write_articles(folder, b="Rice fell.")
        (folder / "a.txt").unlink()
        library.embedder = Stopped()
        with pytest.raises(KeyboardInterrupt):
            library.refresh(folder)
        library.embedder = FakeEmbedder()
        assert (library.generation, found(library, "rivers rice")) == (1, ["a.txt"])


# -- healing -----------------------------------------------------------------------------------


def test_an_update_stopped_after_the_records_is_finished(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(directory) as library:
        library.add([RIVER])
        with monkeypatch.context() as patch:
            patch.setattr(Derived, "catch_up", interrupted)
            with pytest.raises(KeyboardInterrupt):
                library.add([RICE])
        assert found(library, "rice") == ["rice.txt"]  # in the same process
        with monkeypatch.context() as patch:
            patch.setattr(Derived, "catch_up", interrupted)
            with pytest.raises(KeyboardInterrupt):
                library.remove([RIVER.id])
    with opened(directory) as library:  # and in the next
        assert [hit.article.path for hit in library.search("river rice")] == ["rice.txt"]
        assert library.notices == ("finished an update of the library that had been interrupted",)


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_update_stopped_between_the_indexes_is_finished(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(directory) as library:
        library.add([RIVER])
        with monkeypatch.context() as patch:
            patch.setattr(index.derived.Vectors, "update", interrupted)
            with pytest.raises(KeyboardInterrupt):
                library.add([RICE])
    with opened(directory) as library:
        assert {hit.article.path for hit in library.search("rice")} == {"river.txt", "rice.txt"}


def test_a_full_disk_is_one_clear_error_and_heals(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with opened(directory) as library:
        library.add([RIVER])
        with monkeypatch.context() as patch:
            patch.setattr("faiss.write_index", full)
            with pytest.raises(LibraryError, match="make room"):
                library.add([RICE])
        assert found(library, "rice") == ["rice.txt"]


@pytest.mark.parametrize("behind", [["terms"], ["vectors.faiss"], ["terms", "vectors.faiss"]])
def test_indexes_from_an_earlier_state_catch_up(
    directory: Path, tmp_path: Path, behind: list[str]
) -> None:
    with opened(directory) as library:
        library.add([RIVER, RICE])
    shutil.copytree(directory, tmp_path / "earlier")
    with opened(directory) as library:
        library.remove([RIVER.id])
        library.add([TREATY])
        now = library.search("river treaty rice")
    for name in behind:
        restore(tmp_path / "earlier" / name, directory / name)
    with opened(directory) as library:
        assert library.search("river treaty rice") == now


def test_records_from_an_earlier_state_win(directory: Path, tmp_path: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER])
    shutil.copytree(directory, tmp_path / "earlier")
    with opened(directory) as library:
        library.add([RICE])
    restore(tmp_path / "earlier" / RECORDS_NAME, directory / RECORDS_NAME)
    with opened(directory) as library:
        assert [hit.article for hit in library.search("rice")] == [RIVER]
        assert all("newer than the articles" in notice for notice in library.notices)
        assert len(library.notices) == 2
        library.add([TREATY])  # gets the passage id that rice had
        assert found(library, "rice treaty") == ["treaty.txt"]


def test_indexes_of_another_library_are_not_trusted(directory: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "other") as other:
        other.add([RICE])
    with opened(directory) as library:
        library.add([RIVER])
    for name in ("terms", "vectors.faiss"):
        restore(tmp_path / "other" / name, directory / name)
    with opened(directory) as library:
        assert found(library, "rice river") == ["river.txt"]
        assert len(library.notices) == 2


def restore(source: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


@pytest.mark.parametrize("name", ["terms", "vectors.faiss"])
def test_deleted_indexes_are_made_again(directory: Path, name: str) -> None:
    with opened(directory) as library:
        library.add([RIVER, RICE])
        before = library.search("river")
    shutil.rmtree(directory / name) if name == "terms" else (directory / name).unlink()
    embedder = FakeEmbedder()
    with opened(directory, embedder) as library:
        assert embedder.encoded == 0  # the vectors are in the records
        assert library.search("river") == before
        (notice,) = library.notices
        assert "made again: missing" in notice


def test_missing_records_are_a_missing_library(directory: Path) -> None:
    with pytest.raises(LibraryMissingError):
        Library.open(directory, FakeEmbedder())
    assert not directory.exists()


def test_damaged_records_are_not_papered_over(directory: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER])
    (directory / RECORDS_NAME).write_bytes(b"\xff" * 8192)
    with pytest.raises(LibraryDamagedError, match="index again"):
        opened(directory)


def test_another_embedder_embeds_again(directory: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER, RICE])
    other = FakeEmbedder("fake/other", 64)
    with opened(directory, other) as library:
        assert "fake/other" in library.notices[0]
        assert "fake/bag-of-words" in library.notices[0]
        (nearest, _) = library.search(RIVER.text)
        assert nearest.cosine > 0.9
        assert nearest.passage == library.passages(RIVER.id)[0]
    with opened(directory, other) as library:
        assert library.notices == ()


class Stopped(FakeEmbedder):
    """Is stopped when it has encoded as many texts as it may."""

    def __init__(self, name: str, left: int) -> None:
        super().__init__(name, 64)
        self.left = left

    def encode(self, texts):  # type: ignore[no-untyped-def]
        if self.encoded + len(texts) > self.left:
            raise KeyboardInterrupt
        return super().encode(texts)


def test_embedding_again_may_be_stopped_and_is_gone_on_with(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.store, "EMBEDDED_AGAIN_AT_ONCE", 2)
    articles = [make_article(f"{n}.txt", f"Rivers rose {n} times.") for n in range(5)]
    with opened(directory) as library:
        library.add(articles)
        before = library.search("rivers")
    with pytest.raises(KeyboardInterrupt):
        opened(directory, Stopped("fake/other", 4))
    former = FakeEmbedder()
    with opened(directory, former) as library:  # as it was left
        assert (former.encoded, library.notices) == (0, ())
        assert library.search("rivers") == before
    calls: list[tuple[int, int, str]] = []
    other = FakeEmbedder("fake/other", 64)
    with Library.open(directory, other, progress=lambda *call: calls.append(call)) as library:
        assert other.encoded == 1
        assert calls == [(n, 1, "embedding articles again") for n in (0, 1)]
        assert "fake/other" in library.notices[0]
        for article in articles:
            nearest = library.search(article.text)[0]
            assert (nearest.article, nearest.cosine > 0.99) == (article, True)
    with pytest.raises(KeyboardInterrupt):
        opened(directory, Stopped("fake/third", 4))
    fourth = FakeEmbedder("fake/fourth", 64)
    with opened(directory, fourth):  # what another embedder made is of no use to it
        assert fourth.encoded == 5


# -- other processes ---------------------------------------------------------------------------


def test_another_writer_means_busy(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.database, "BUSY_SECONDS", 0.05)
    with opened(directory) as library:
        library.add([RIVER])
        with writer_lock(directory):
            with pytest.raises(LibraryBusyError):
                library.add([RICE])
            assert found(library, "river") == ["river.txt"]  # searching goes on
        assert library.generation == 1


def test_what_another_process_wrote_is_found(directory: Path) -> None:
    with opened(directory) as mine, opened(directory) as theirs:
        theirs.add([RIVER, RICE])
        assert found(mine, "river") == ["river.txt"]
        mine.remove([RIVER.id])
        assert found(theirs, "river") == []
        assert (mine.notices, theirs.notices) == ((), ())


def test_two_processes_may_open_a_new_library(directory: Path) -> None:
    with opened(directory) as mine, opened(directory) as theirs:
        mine.add([RIVER])
        theirs.add([RICE])
        assert found(mine, "river rice") == found(theirs, "river rice")
        assert (len(mine), mine.generation) == (2, 2)


ADD_FOREVER = """
import itertools, sys
from pathlib import Path
from index.library import Library
from tests.fakes import FakeEmbedder
from tests.index.making import make_article
with Library.open(Path(sys.argv[1]), FakeEmbedder(), create=True) as library:
    for number in itertools.count():
        library.add([make_article(f"{number}-{side}.txt", f"River {number}.") for side in "ab"])
        print(number, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.02, 0.05, 0.09])
def test_a_killed_process_leaves_whole_updates(directory: Path, seconds: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", ADD_FOREVER, str(directory)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    with process.stdout as output:
        for _ in range(3):
            output.readline()
        time.sleep(seconds)  # somewhere within a later update
        process.kill()
        process.wait()
        finished = 3 + len(output.readlines())
    with opened(directory) as library:
        held = [article.path for article in library.articles()]
        assert len(held) in (2 * finished, 2 * (finished + 1))
        assert {hit.article.path for hit in library.search("river", limit=1000)} == set(held)
        library.add([RICE])
        assert found(library, "rice") == ["rice.txt"]


def test_searching_while_another_process_is_half_way(directory: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER, RICE])
        other = Records.open(directory / RECORDS_NAME)
        with writer_lock(directory):
            article = make_article("new.txt", "Rivers.")
            entry = Entry(article, (), np.empty((0, 256), np.float32))
            other.update([entry], [RIVER.id])
            # The indexes still know the river; the records do not, and they decide.
            assert [hit.article.path for hit in library.search("river")] == ["rice.txt"]
        other.close()
        assert [hit.article.path for hit in library.search("river")] == ["rice.txt"]


# -- places ------------------------------------------------------------------------------------


def test_each_folder_has_its_own_place(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    one = library_directory(tmp_path / "a" / "My news!", settings)
    two = library_directory(tmp_path / "b" / "My news!", settings)
    assert one.parent == two.parent == tmp_path / "home" / "libraries"
    assert one != two
    assert one.name.startswith("My-news-")
    assert one == library_directory(tmp_path / "a" / "x" / ".." / "My news!", settings)
    assert library_directory(Path("/"), settings).name.startswith("library-")


def test_the_seeds_are_five_articles() -> None:
    assert len(list(seeds_folder().glob("*.txt"))) == 5


def test_the_records_are_plain_sqlite(directory: Path) -> None:
    with opened(directory) as library:
        library.add([RIVER])
    connection = sqlite3.connect(directory / RECORDS_NAME)
    assert connection.execute("SELECT path, text FROM articles").fetchall() == [
        (RIVER.path, RIVER.text)
    ]
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
