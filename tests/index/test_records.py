from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.database
import index.records
from index.database import Database, writer_lock
from index.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryFormatError,
    LibraryMissingError,
)
from index.records import RECORDS_NAME, Entry, Records
from index.rows import article_of, article_row, passage_of, passage_row
from index.sentence_vectors import widened
from index.types import Article, Filters, Passage
from tests.index.making import make_article

ARTICLE = Article(
    id="0123456789abcdef",
    path="news/日本.txt",
    text="Title\n“Café” met. It left.\x00",
    body=((6, 17), (18, 26)),
    content_hash="ff" * 32,
    title="Title",
    publisher="The Paper",
    author="A. Writer",
    published=date(2025, 11, 16),
    url="https://example.org/a?b=c",
)
PASSAGES = (
    Passage(0, ARTICLE.id, 0, 6, 17, ARTICLE.text[6:17], ((6, 17),), "Title | The Paper"),
    Passage(0, ARTICLE.id, 1, 18, 26, ARTICLE.text[18:26], ((18, 26),), ""),
)
ENTRY = Entry(ARTICLE, PASSAGES, np.array([[1, 0], [0.6, 0.8]], dtype=np.float32))


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records.create(tmp_path / RECORDS_NAME, "model", 2)


def entry(path: str, count: int = 1) -> Entry:
    article = make_article(path, "Word. " * count)
    passages = tuple(
        Passage(0, article.id, n, 6 * n, 6 * n + 5, "Word.", ((6 * n, 6 * n + 5),), "")
        for n in range(count)
    )
    return Entry(article, passages, np.ones((count, 2), dtype=np.float32))


def test_what_was_stored_comes_back_equal(records: Records, tmp_path: Path) -> None:
    records.update([ENTRY])
    records.close()
    again = Records.open(tmp_path / RECORDS_NAME)
    assert again.articles() == (ARTICLE,)
    stored = again.passages_of(ARTICLE)
    assert [passage.id for passage in stored] == [1, 2]
    assert [passage.text for passage in stored] == ["“Café” met.", "It left."]
    assert again.passages_by_id([2, 1, 77]) == {n: (stored[n - 1], ARTICLE) for n in (1, 2)}
    np.testing.assert_allclose(again.vectors(np.array([2, 1])), ENTRY.vectors[::-1], atol=1e-3)
    assert (again.generation, again.embedder, again.count()) == (1, ("model", 2), 2)


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
maybe = st.none() | texts


@given(text=texts, title=maybe, publisher=maybe, url=maybe, published=st.none() | st.dates())
def test_any_article_survives_its_row(
    text: str, title: str | None, publisher: str | None, url: str | None, published: date | None
) -> None:
    body = ((0, len(text)),)
    article = Article("a", "p", text, body, "h", title, publisher, None, published, url)
    assert article_of(article_row(article)) == article
    half = len(text) // 2
    passage = Passage(5, "a", 0, half, len(text), text[half:], ((half, len(text)),), "h")
    assert passage_of(passage_row(passage), article) == passage


def test_every_finite_half_is_widened_exactly() -> None:
    every = np.arange(1 << 16, dtype="<u2").view("<f2")
    finite = every[np.isfinite(every)]
    assert len(finite) == 2 * 31 * 1024
    expected = finite.astype(np.float32)
    np.testing.assert_array_equal(
        widened(finite.tobytes()).view(np.uint32), expected.view(np.uint32)
    )
    assert widened(b"").shape == (0,)


def test_each_update_is_one_generation(records: Records) -> None:
    records.update([entry("a"), entry("b")])
    records.update([], [entry("a").article.id], {"folder": "/x"})
    assert records.generation == 2
    assert records.note("folder") == "/x"
    assert records.note("other") is None


def test_the_passages_of_each_article_are_counted(records: Records) -> None:
    assert records.counts() == {}
    records.update([entry("a", 3), entry("b"), entry("c", 0)])
    counts = {each.path: records.counts().get(each.id, 0) for each in records.articles()}
    assert counts == {"a": 3, "b": 1, "c": 0}
    assert sum(counts.values()) == records.count()


def test_passage_ids_are_never_used_twice(records: Records) -> None:
    records.update([entry("a", 3)])
    records.update([entry("a", 2)])
    assert records.passage_ids().tolist() == [4, 5]
    records.update([], [entry("a").article.id])
    records.update([entry("b")])
    assert records.passage_ids().tolist() == [6]


def test_removing_an_article_removes_all_of_it(records: Records, tmp_path: Path) -> None:
    records.update([entry("a", 3), entry("b")])
    records.update([], [entry("a").article.id, "not there"])
    records.close()
    with sqlite3.connect(tmp_path / RECORDS_NAME) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("articles", "passages", "vectors")
        ]
    connection.close()
    assert counts == [1, 1, 1]


def test_an_article_replaces_another_at_its_path(records: Records) -> None:
    records.update([entry("a")])
    other = Article("other", "a", "Word. ", ((0, 5),), "h")
    records.update([Entry(other, (), np.empty((0, 2), np.float32))])
    assert [article.id for article in records.articles()] == ["other"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_update_that_fails_changes_nothing(
    records: Records, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    records.update([ENTRY])
    real = Records._insert

    def fails_at_b(self: Records, each: Entry) -> None:
        real(self, each)
        if each.article.path == "b":
            raise error

    monkeypatch.setattr(Records, "_insert", fails_at_b)
    with pytest.raises(error):
        records.update([entry("a"), entry("b")], [ARTICLE.id], {"folder": "/x"})
    assert records.articles() == (ARTICLE,)
    assert (records.generation, records.note("folder"), records.count()) == (1, None, 2)


def embedded_again(records: Records, path: str, rows: np.ndarray) -> Entry:
    (article,) = (each for each in records.articles() if each.path == path)
    return Entry(article, records.passages_of(article), rows.astype(np.float32))


def test_replacing_vectors_is_one_generation(records: Records) -> None:
    records.update([entry("a", 2), entry("b")])
    before = records.vectors(records.passage_ids())
    made = records.next_vectors("other", 3)
    assert sorted(made.lacking()) == sorted(each.id for each in records.articles())
    made.put([embedded_again(records, "a", np.eye(2, 3))])
    np.testing.assert_array_equal(records.vectors(records.passage_ids()), before)
    assert (records.embedder, records.generation) == (("model", 2), 1)
    made.put([embedded_again(records, "b", np.eye(1, 3))])
    assert made.lacking() == []
    made.take_over()
    np.testing.assert_array_equal(records.vectors(records.passage_ids()), np.eye(3)[[0, 1, 0]])
    assert (records.embedder, records.generation) == (("other", 3), 2)
    records.update([], [entry("a").article.id])
    assert records.vectors(records.passage_ids()).tolist() == [[1, 0, 0]]


def test_vectors_made_so_far_are_gone_on_with_by_the_same_embedder_alone(
    records: Records, tmp_path: Path
) -> None:
    records.update([entry("a", 2), entry("b"), entry("c")])
    ids = {each.path: each.id for each in records.articles()}
    paths = ("a", "b")
    records.next_vectors("other", 2).put(
        [embedded_again(records, path, np.ones((2 if path == "a" else 1, 2))) for path in paths]
    )
    records.update([entry("b"), entry("d")], [ids["a"]])  # b is written anew
    records.close()
    again = Records.open(tmp_path / RECORDS_NAME)
    assert again.next_vectors("other", 2).lacking() == sorted(
        each.id for each in again.articles() if each.path != "a"
    )
    again.next_vectors("other", 2).put([embedded_again(again, "c", np.ones((1, 2)))])
    assert ids["c"] not in again.next_vectors("other", 2).lacking()
    assert ids["c"] in again.next_vectors("other", 3).lacking()
    assert ids["c"] in again.next_vectors("other", 2).lacking()


def test_a_passage_is_the_mean_of_its_sentences_by_length(records: Records) -> None:
    article = make_article("a", "Six. Twelve more. Alone.")
    spans = ((0, 4), (5, 17))
    both = Passage(0, article.id, 0, 0, 17, article.text[:17], spans, "")
    alone = Passage(0, article.id, 1, 18, 24, article.text[18:], ((18, 24),), "")
    rows = np.array([[1, 0], [0, 1], [0.6, -0.8]], dtype=np.float32)
    records.update([Entry(article, (both, alone), rows)])
    sentences, begins = records.sentence_vectors(np.array([2, 1]))
    np.testing.assert_allclose(sentences, rows[[2, 0, 1]], atol=1e-3)
    assert begins.tolist() == [0, 1]
    expected = [[4 / np.hypot(4, 12), 12 / np.hypot(4, 12)], [0.6, -0.8]]
    np.testing.assert_allclose(records.vectors(np.array([1, 2])), expected, atol=1e-3)
    assert np.linalg.norm(records.vectors(np.array([1]))) == pytest.approx(1.0, abs=1e-6)


def test_no_passages_have_no_vectors(records: Records) -> None:
    none = np.empty(0, dtype=np.int64)
    sentences, begins = records.sentence_vectors(none)
    assert (sentences.shape, begins.shape, records.vectors(none).shape) == ((0, 2), (0,), (0, 2))


def test_vectors_cut_short_are_damage(records: Records, tmp_path: Path) -> None:
    records.update([entry("a", 2)])
    with sqlite3.connect(tmp_path / RECORDS_NAME) as connection:
        connection.execute("UPDATE vectors SET sentences = substr(sentences, 1, 3)")
    connection.close()
    with pytest.raises(LibraryDamagedError, match="index again"):
        records.sentence_vectors(np.array([1]))


def test_records_of_passages_alone_are_to_be_embedded_again(tmp_path: Path) -> None:
    path = tmp_path / RECORDS_NAME
    records = Records.create(path, "model", 2)
    records.update([ENTRY])
    records.close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE vectors")
        connection.execute("CREATE TABLE vectors (passage_id INTEGER PRIMARY KEY, vector BLOB)")
        connection.execute("DROP INDEX articles_by_publisher")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    again = Records.open(path)
    assert again.articles() == (ARTICLE,)
    assert again.embedder != ("model", 2)
    made = again.next_vectors("model", 2)
    made.put([Entry(ARTICLE, again.passages_of(ARTICLE), ENTRY.vectors)])
    made.take_over()
    again.close()
    once_more = Records.open(path)
    assert once_more.embedder == ("model", 2)
    np.testing.assert_allclose(once_more.vectors(np.array([1, 2])), ENTRY.vectors, atol=1e-3)


def test_records_that_cannot_be_upgraded_are_closed(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.close()
    opened: list[Database] = []

    def busy(database: Database) -> None:
        opened.append(database)
        raise LibraryBusyError("another process is writing")

    monkeypatch.setattr(index.records, "upgrade_format", busy)
    with pytest.raises(LibraryBusyError):
        Records.open(tmp_path / RECORDS_NAME)
    (database,) = opened
    with pytest.raises(LibraryError, match="closed"):
        database.rows("SELECT 1")


def test_missing_vectors_are_damage(records: Records) -> None:
    records.update([entry("a")])
    with pytest.raises(LibraryDamagedError, match="index again"):
        records.vectors(np.array([1, 2]))


def test_many_threads_read_while_one_writes(records: Records) -> None:
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            found = records.passages_by_id(range(200)).values()
            assert all(passage.article_id == article.id for passage, article in found)

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            for number in range(20):
                records.update([entry("a", 3), entry(f"b{number}")])
        finally:
            stop.set()
    for each in readers:
        each.result()
    assert records.count() == 23


def test_a_second_process_waits_then_gives_up(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.database, "BUSY_SECONDS", 0.05)
    waiting = Records.open(tmp_path / RECORDS_NAME)
    other = sqlite3.connect(tmp_path / RECORDS_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusyError, match="try again"):
        waiting.update([ENTRY])
    assert waiting.count() == 0  # reading goes on
    other.execute("ROLLBACK")
    waiting.update([ENTRY])
    other.close()
    assert records.count() == 2


def test_the_writer_lock_excludes_and_ends(tmp_path: Path) -> None:
    second = writer_lock(tmp_path, timeout=0.05)
    with writer_lock(tmp_path), pytest.raises(LibraryBusyError, match="another process"):
        second.__enter__()
    with writer_lock(tmp_path, timeout=0.05):
        pass


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError, match="footnote index FOLDER"):
        Records.open(tmp_path / RECORDS_NAME)


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to look at" * 40, b"\0" * 4096]
)
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / RECORDS_NAME
    path.write_bytes(content)
    with pytest.raises(LibraryDamagedError, match="index again"):
        Records.open(path)
    assert path.read_bytes() == content


def test_an_empty_file_is_no_library_yet(tmp_path: Path) -> None:
    path = tmp_path / RECORDS_NAME
    path.touch()
    with pytest.raises(LibraryMissingError):
        Records.open(path)
    assert Records.create(path, "model", 2).generation == 0


def test_of_another_format(records: Records, tmp_path: Path) -> None:
    records.close()
    path = tmp_path / RECORDS_NAME
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryFormatError, match=r"format 99.*delete that folder"):
        Records.open(path)


def test_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / RECORDS_NAME
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryFormatError, match="not made by Footnote"):
        Records.open(path)
    assert path.read_bytes() == before


def test_a_broken_page_is_damage(records: Records, tmp_path: Path) -> None:
    records.update([entry(f"article {number}", 5) for number in range(100)])
    records.close()
    path = tmp_path / RECORDS_NAME
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LibraryDamagedError, match="delete"):
        Records.open(path).articles()


def test_a_place_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="cannot make"):
        Records.create(tmp_path / "file" / "library" / RECORDS_NAME, "model", 2)


def test_the_newest_articles_come_first_and_undated_ones_last(records: Records) -> None:
    assert records.newest_day() is None
    days = {"a.txt": date(2024, 4, 18), "b.txt": None, "c.txt": date(2025, 6, 10)}
    for path, day in days.items():
        records.update(
            [replace(entry(path), article=replace(make_article(path, "Word. "), published=day))]
        )
    assert [each.path for each in records.newest(5)] == ["c.txt", "a.txt", "b.txt"]
    assert [each.path for each in records.newest(1)] == ["c.txt"]
    assert records.newest_day() == date(2025, 6, 10)
    assert [each.path for each in records.newest(5, Filters(until=date(2024, 12, 31)))] == ["a.txt"]
