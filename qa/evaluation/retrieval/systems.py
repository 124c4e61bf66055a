"""What is compared: the product's retrieval, and three baselines over the same library.

The baselines search for the question as it is written. Their times are those of the library's
search, which always takes both roads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from index.errors import UsageError
from index.library import Library
from index.settings import Settings
from index.types import Hit
from qa.evaluation.origin import fingerprint, library_files, product_files
from qa.query import understand
from qa.retrieval import retrieve
from qa.weighing.reranking import Reranker, load_reranker, retrieve_reranked

RANK_CONSTANT = 60
"""k of reciprocal rank fusion, as published."""

SystemSearch = Callable[[str, Library, int], Sequence[Hit]]
"""(question, library, number of passages) -> passages, best first."""


def search_as_footnote(
    question: str, library: Library, limit: int, reranker: Reranker | None = None
) -> Sequence[Hit]:
    """What the product would read for a question asked on its own, whatever its length.

    Nothing says on which day the questions of a data set were asked, so "last week" names none.
    """
    query = understand(question, publishers=library.publishers(), longest=None)
    if reranker is None:
        return retrieve(query, library, limit)
    return retrieve_reranked(query, library, limit, reranker)


def search_by_meaning(question: str, library: Library, limit: int) -> Sequence[Hit]:
    return _by_cosine(library.search(question, limit))[:limit]


def search_by_words(question: str, library: Library, limit: int) -> Sequence[Hit]:
    return _by_bm25(library.search(question, limit))[:limit]


def search_by_rank_fusion(question: str, library: Library, limit: int) -> Sequence[Hit]:
    """Reciprocal rank fusion of the two above (Cormack, Clarke and Buettcher, SIGIR 2009)."""
    hits = library.search(question, limit)
    scores: dict[int, float] = {}
    for ranked in (_by_cosine(hits)[:limit], _by_bm25(hits)[:limit]):
        for rank, hit in enumerate(ranked, start=1):
            scores[hit.passage.id] = scores.get(hit.passage.id, 0.0) + 1 / (RANK_CONSTANT + rank)
    fused = [hit for hit in hits if hit.passage.id in scores]
    return sorted(fused, key=lambda hit: (-scores[hit.passage.id], hit.passage.id))[:limit]


def _by_cosine(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.cosine, hit.passage.id))


def _by_bm25(hits: Iterable[Hit]) -> list[Hit]:
    found = (hit for hit in hits if hit.bm25 > 0)
    return sorted(found, key=lambda hit: (-hit.bm25, hit.passage.id))


@dataclass(frozen=True, slots=True)
class System:
    name: str
    search: SystemSearch
    uses_product: bool = False
    """Whether it runs the product's ranking, and not only its library."""
    reranker: str = ""
    """Name of the model that ranks anew; "" where none does."""

    def fingerprint(self) -> str:
        """SHA-256 of the code and the weights that its results depend on, hexadecimal."""
        product = product_files() if self.uses_product else ()
        return fingerprint((Path(__file__), *library_files(), *product), self.reranker)


BASELINES: Mapping[str, SystemSearch] = {
    "dense": search_by_meaning,
    "bm25": search_by_words,
    "rrf": search_by_rank_fusion,
}
NAMES = ("footnote", *BASELINES)


def load_systems(names: Sequence[str], settings: Settings) -> tuple[System, ...]:
    """The systems of these names, each once; the product's with the reranker of the settings.

    Raises:
        UsageError: an unknown name, or none.
        ModelError: the reranker cannot be loaded.
    """
    unknown = [name for name in names if name not in NAMES]
    if unknown or not names:
        wrong = f"there is no system {unknown[0]!r}" if unknown else "no system is named"
        raise UsageError(f"{wrong}; choose among {', '.join(NAMES)}")
    return tuple(
        System(name, BASELINES[name]) if name in BASELINES else _product(settings)
        for name in dict.fromkeys(names)
    )


def _product(settings: Settings) -> System:
    reranker = load_reranker(settings)
    search = partial(search_as_footnote, reranker=reranker)
    return System("footnote", search, True, reranker.name if reranker else "")
