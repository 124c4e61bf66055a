"""What every index derived from the records must do: word index and vector index alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from index.files import UnsealedError
from index.terms import Terms
from index.vectors import Vectors
from tests.fakes import FakeEmbedder

EMBEDDER = FakeEmbedder()


class Adapter(Protocol):
    """One way to fill and ask both kinds of index."""

    generation: int

    def update(
        self,
        added: Mapping[int, str],
        removed: Sequence[int],
        generation: int,
        identity: str = "records",
    ) -> None: ...

    def nearest(
        self, text: str, limit: int = 10, within: Sequence[int] | None = None
    ) -> list[int]: ...

    def ids(self) -> list[int]: ...


class TermsAdapter:
    def __init__(self, place: Path, identity: str | None = None) -> None:
        self.index = Terms.create(place) if identity is None else Terms.open(place, identity)
        self.generation = self.index.generation

    def update(
        self,
        added: Mapping[int, str],
        removed: Sequence[int],
        generation: int,
        identity: str = "records",
    ) -> None:
        self.index.update(added.items(), removed, identity=identity, generation=generation)
        self.generation = self.index.generation

    def nearest(self, text: str, limit: int = 10, within: Sequence[int] | None = None) -> list[int]:
        return [identifier for identifier, _ in self.index.search(text, limit, ids_of(within))]

    def ids(self) -> list[int]:
        assert len(self.index) == len(self.index.ids())
        return self.index.ids().tolist()


class VectorsAdapter:
    def __init__(self, place: Path, identity: str | None = None) -> None:
        if identity is None:
            self.index = Vectors.create(place, EMBEDDER.dimension)
        else:
            self.index = Vectors.open(place, identity, EMBEDDER.name)
        self.generation = self.index.generation

    def update(
        self,
        added: Mapping[int, str],
        removed: Sequence[int],
        generation: int,
        identity: str = "records",
    ) -> None:
        part = np.array(list(added), dtype=np.int64), EMBEDDER.encode(list(added.values()))
        self.index.update(
            [part],
            np.array(removed, dtype=np.int64),
            identity=identity,
            embedder=EMBEDDER.name,
            generation=generation,
        )
        self.generation = self.index.generation

    def nearest(self, text: str, limit: int = 10, within: Sequence[int] | None = None) -> list[int]:
        (found,) = self.index.search(EMBEDDER.encode([text]), limit, ids_of(within))
        return [identifier for identifier, cosine in found if cosine > 0.2]

    def ids(self) -> list[int]:
        assert len(self.index) == len(self.index.ids())
        return self.index.ids().tolist()


def ids_of(within: Sequence[int] | None) -> NDArray[np.int64] | None:
    return None if within is None else np.array(within, dtype=np.int64)


@pytest.fixture(params=[TermsAdapter, VectorsAdapter])
def kind(request: pytest.FixtureRequest) -> type[TermsAdapter] | type[VectorsAdapter]:
    chosen: type[TermsAdapter] | type[VectorsAdapter] = request.param
    return chosen


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


RIVER = {3: "river flood", 7: "rice harvest", 11: "river boat river"}
Kind = type[TermsAdapter] | type[VectorsAdapter]


class TestDerivedIndex:
    def test_an_empty_index_finds_nothing(self, kind: Kind, place: Path) -> None:
        index = kind(place)
        assert (index.nearest("river"), index.ids(), index.generation) == ([], [], -1)

    def test_finds_by_content_best_first(self, kind: Kind, place: Path) -> None:
        index = kind(place)
        index.update(RIVER, [], generation=1)
        assert index.nearest("river") == [11, 3]
        assert index.nearest("rice harvest") == [7]
        assert index.nearest("river", limit=1) == [11]

    def test_finds_only_what_is_within(self, kind: Kind, place: Path) -> None:
        index = kind(place)
        index.update(RIVER, [], generation=1)
        assert index.nearest("river", within=[3, 7]) == [3]
        assert index.nearest("river", limit=1, within=[3, 11, 999]) == [11]
        assert index.nearest("river", within=[7]) == []
        assert index.nearest("river", within=[]) == []
        index.update({12: "river bank"}, [3], generation=2)
        assert index.nearest("river", within=[3, 12]) == [12]

    def test_what_is_removed_is_not_found(self, kind: Kind, place: Path) -> None:
        index = kind(place)
        index.update(RIVER, [], generation=1)
        index.update({12: "river bank"}, [11, 999], generation=2)
        assert index.ids() == [3, 7, 12]
        assert set(index.nearest("river")) == {3, 12}

    def test_opens_as_it_was_left(self, kind: Kind, place: Path) -> None:
        index = kind(place)
        index.update(RIVER, [], generation=1)
        index.update({}, [3], generation=5)
        again = kind(place, "records")
        assert again.generation == 5
        assert again.ids() == [7, 11]
        assert again.nearest("river") == [11]

    def test_an_update_to_nothing(self, kind: Kind, place: Path) -> None:
        index = kind(place)
        index.update(RIVER, [], generation=1)
        index.update({}, [3, 7, 11], generation=2)
        assert kind(place, "records").ids() == []
        assert kind(place, "records").nearest("river") == []

    def test_nothing_there_is_unsealed(self, kind: Kind, place: Path) -> None:
        with pytest.raises(UnsealedError, match="missing"):
            kind(place, "records")

    def test_of_other_records_is_unsealed(self, kind: Kind, place: Path) -> None:
        kind(place).update(RIVER, [], generation=1, identity="others")
        with pytest.raises(UnsealedError, match="other records"):
            kind(place, "records")

    def test_large_ids_survive(self, kind: Kind, place: Path) -> None:
        index = kind(place)
        index.update({2**53 + 1: "river"}, [], generation=1)
        assert index.nearest("river") == [2**53 + 1]
        assert index.nearest("river", within=[2**53 + 1]) == [2**53 + 1]
        assert index.nearest("river", within=[2**53]) == []
