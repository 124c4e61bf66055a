"""What every checker must do, run on a tiny one of Footnote's own and a tiny inference model."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from index.settings import Settings
from qa.checker import Checker, Support, load_checker
from qa.checker.own import Scale
from qa.training.exporting import export
from tests.qa.checker_fixtures import save_inference_model, tiny_checker_network
from tests.qa.reader_fixtures import tiny_base

pytestmark = pytest.mark.usefixtures("one_thread")

PAIRS = (
    ("Anna signed the treaty in Oslo.", "Anna signed the treaty. It was in Oslo, on Monday."),
    ("Rain fell.", "Boris opened the bridge in Lima."),
    ("Rain fell.", ""),
    ("“Twenty” people left – who?", "The council met.\n\n" + "Boats left the harbour. " * 60),
    ("The minister of the river signed the treaty. " * 30, "The minister signed."),
)


@pytest.fixture(scope="module", params=["own", "inference"])
def checker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """Each computes in float32, in which company changes nothing."""
    folder = tmp_path_factory.mktemp(request.param)
    settings = Settings(home=folder / "home", offline=True)
    with pytest.MonkeyPatch.context() as patch:
        for module in ("index.embedding", "qa.checker.inference"):
            patch.setattr(f"{module}.hardware", lambda: ("cpu", torch.float32))
        if request.param == "own":
            base = tiny_base(folder / "base", settings)
            network = tiny_checker_network()
            export(network, base, folder / "model", Scale())
            loaded = load_checker(settings, folder / "model")
        else:
            labels = {0: "contradiction", 1: "entailment", 2: "neutral"}
            model = save_inference_model(folder / "model", labels, spread=0.5)
            loaded = load_checker(Settings(home=folder, checker=str(model), offline=True))
    assert loaded is not None
    return loaded


def chances(judged: Support) -> tuple[float, float, float]:
    return (judged.supported, judged.contradicted, judged.neither)


def near(one: Support, other: Support) -> bool:
    return chances(one) == pytest.approx(chances(other), abs=1e-4)


class TestChecker:
    def test_each_pair_is_judged(self, checker: Checker) -> None:
        judged = checker.check(PAIRS)
        assert len(judged) == len(PAIRS)
        for each in judged:
            assert all(0 <= chance <= 1 for chance in chances(each))
            assert sum(chances(each)) == pytest.approx(1)
        assert len({round(each.supported, 6) for each in judged}) == len(PAIRS)

    def test_a_pair_is_judged_the_same_alone_and_in_company(self, checker: Checker) -> None:
        together = checker.check(PAIRS)
        backwards = checker.check(PAIRS[::-1])[::-1]
        alone = [checker.check([pair])[0] for pair in PAIRS]
        assert all(map(near, together, backwards))
        assert all(map(near, together, alone))

    def test_claim_and_evidence_count_each_in_its_place(self, checker: Checker) -> None:
        claim, evidence = "Anna left Oslo.", "Boris met Clara in Paris."
        one, turned, other = checker.check(
            [(claim, evidence), (evidence, claim), (claim, "Rain fell.")]
        )
        assert not near(one, turned)
        assert not near(one, other)

    def test_the_end_of_long_evidence_is_read_where_it_is_what_the_claim_says(
        self, checker: Checker
    ) -> None:
        claim, rest = "Clara opened the bridge in Lima.", "Rain fell on the people of Paris. " * 90
        plain, told = checker.check([(claim, rest), (claim, rest + claim)])
        assert chances(plain) != chances(told)

    def test_nothing_to_check(self, checker: Checker) -> None:
        assert checker.check([]) == ()

    def test_many_threads_get_what_one_gets(self, checker: Checker) -> None:
        parts = [PAIRS[place:] for place in range(len(PAIRS))] * 2
        alone = [checker.check(part) for part in parts]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(checker.check, parts)) == alone

    def test_it_has_a_name(self, checker: Checker) -> None:
        name, _, digest = checker.name.rpartition("@")
        assert name
        assert len(digest) == 12
