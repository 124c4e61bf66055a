from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from index.files import UnsealedError
from index.vectors import HEADER_BYTES, Vectors

ROWS = np.array([[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0], [0, 0, -1]], dtype=np.float32)
NONE = np.array([], dtype=np.int64)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "vectors.faiss"
    save(Vectors.create(path, 3))
    return path


def save(vectors: Vectors, generation: int = 1) -> None:
    part = np.array([10, 20, 30, 40]), ROWS
    vectors.update([part], NONE, identity="records", embedder="model", generation=generation)


def test_cosines_are_exact(path: Path) -> None:
    vectors = Vectors.open(path, "records", "model")
    (found,) = vectors.search(np.array([[1, 0, 0]], dtype=np.float32), 9)
    assert [identifier for identifier, _ in found[:2]] == [10, 30]
    assert {identifier for identifier, _ in found[2:]} == {20, 40}
    assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.6, 0.0, 0.0])


def test_cosines_within_are_exact(path: Path) -> None:
    vectors = Vectors.open(path, "records", "model")
    query = np.array([[0.6, 0.8, 0]], dtype=np.float32)
    assert vectors.search(query, 9, np.array([40, 10, 20])) == [
        [
            (20, pytest.approx(0.8)),
            (10, pytest.approx(0.6)),
            (40, pytest.approx(0.0)),
        ]
    ]
    assert vectors.search(query, 1, np.array([40, 10])) == [[(10, pytest.approx(0.6))]]
    assert vectors.search(query, 9, NONE) == [[]]
    vectors.update([], np.array([10]), identity="records", embedder="model", generation=2)
    found = vectors.search(query, 9, np.array([40, 10, 20]))  # the rows have moved up by one
    assert found == [[(20, pytest.approx(0.8)), (40, pytest.approx(0.0))]]


@pytest.mark.parametrize("within", [None, np.arange(0, 3000, 7)])
def test_several_searches_at_once_are_each_exact(
    tmp_path: Path, within: npt.NDArray[np.int64] | None
) -> None:
    random = np.random.default_rng(0)
    rows = random.standard_normal((3000, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    vectors = Vectors.create(tmp_path / "many", 16)
    part = np.arange(len(rows)), rows
    vectors.update([part], NONE, identity="records", embedder="model", generation=1)
    for count in (1, 2, 5, 40):
        queries = rows[random.integers(0, len(rows), count)]
        inside = np.arange(len(rows)) if within is None else within
        cosines = queries @ rows[inside].T
        expected = inside[np.argsort(-cosines, axis=1)[:, :20]]
        found = vectors.search(queries, 20, within)
        assert [[identifier for identifier, _ in row] for row in found] == expected.tolist()
        nearest = -np.sort(-cosines, axis=1)[:, :20]
        assert np.array(found)[:, :, 1] == pytest.approx(nearest, abs=1e-6)


def test_cosines_of_named_passages(path: Path) -> None:
    vectors = Vectors.open(path, "records", "model")
    queries = np.array([[0, 0.8, 0.6], [1, 0, 0]], dtype=np.float32)
    found = vectors.cosines(queries, np.array([40, 30]))
    assert found == pytest.approx(np.array([[-0.6, 0.64], [0.0, 0.6]]))
    assert vectors.cosines(queries, NONE).shape == (2, 0)
    with pytest.raises(KeyError, match="11"):
        vectors.cosines(queries, np.array([30, 11]))


def test_a_flipped_bit_anywhere_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    content = len(whole.rstrip())
    header = len(whole[:HEADER_BYTES].rstrip())
    places = [*range(0, header, 7), *range(HEADER_BYTES, content)]
    for place in places:
        data = bytearray(whole)
        data[place] ^= 1 << place % 8
        path.write_bytes(data)
        try:
            opened = Vectors.open(path, "records", "model")
        except UnsealedError:
            continue
        # The one harmless place: a bit of the generation number, which the library compares.
        assert opened.generation != 1, place


@pytest.mark.parametrize("length", [0, 10, HEADER_BYTES, HEADER_BYTES + 5, -1])
def test_a_cut_file_is_noticed(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(UnsealedError, match="damaged"):
        Vectors.open(path, "records", "model")


def test_vectors_of_another_embedder_are_refused(path: Path) -> None:
    with pytest.raises(UnsealedError, match="another embedder"):
        Vectors.open(path, "records", "another")


def test_a_failed_save_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = Vectors.open(path, "records", "model")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("faiss.write_index", full)
    with pytest.raises(OSError, match="no space"):
        save(vectors, generation=2)
    assert Vectors.open(path, "records", "model").generation == 1
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_update_in_parts_is_the_same_as_in_one(tmp_path: Path) -> None:
    vectors = Vectors.create(tmp_path / "parts", 3)
    parts = [(np.array([10, 20]), ROWS[:2]), (NONE, ROWS[:0]), (np.array([30, 40]), ROWS[2:])]
    vectors.update(parts, NONE, identity="records", embedder="model", generation=1)
    again = Vectors.open(tmp_path / "parts", "records", "model")
    assert again.ids().tolist() == [10, 20, 30, 40]
    assert again.cosines(ROWS[2:3], np.array([30])) == pytest.approx(np.array([[1.0]]))
