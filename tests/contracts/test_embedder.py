"""What every embedder must do, run on the fake and on the default model."""

from __future__ import annotations

import shutil
import socket
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.embedding import Embedder, SentenceEmbedder, load_embedder
from index.settings import Settings
from tests.fakes import FakeEmbedder

AGREED = "The two leaders agreed to meet more often."
PARAPHRASE = "The two leaders said that they will meet often."
UNRELATED = "Rice prices in supermarkets doubled last year."


@pytest.fixture(scope="session")
def default_embedder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEmbedder:
    """Loaded without the network though the settings allow it: its files are on this machine."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        return load_embedder(Settings(home=tmp_path_factory.mktemp("home")))


@pytest.fixture(params=["fake", pytest.param("default", marks=pytest.mark.model)])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "fake":
        return FakeEmbedder()
    loaded: Embedder = request.getfixturevalue("default_embedder")
    return loaded


class TestEmbedder:
    def test_rows_are_float32_of_length_one(self, embedder: Embedder) -> None:
        rows = embedder.encode([AGREED, UNRELATED, "word " * 600, ""])
        assert rows.dtype == np.float32
        assert rows.shape == (4, embedder.dimension)
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)

    def test_no_texts_give_no_rows(self, embedder: Embedder) -> None:
        assert embedder.encode([]).shape == (0, embedder.dimension)

    def test_a_paraphrase_is_nearer_than_another_subject(self, embedder: Embedder) -> None:
        agreed, paraphrase, unrelated = embedder.encode([AGREED, PARAPHRASE, UNRELATED])
        assert agreed @ paraphrase > 0.5
        assert abs(agreed @ unrelated) < 0.25

    def test_rows_keep_the_order_of_the_texts(self, embedder: Embedder) -> None:
        texts = [UNRELATED * 3, "Rain.", AGREED, "Snow fell on Monday."]
        together = embedder.encode(texts)
        apart = np.concatenate([embedder.encode([text]) for text in texts])
        # In bfloat16 the padding of a batch moves a row a little.
        np.testing.assert_allclose((together * apart).sum(axis=1), 1.0, atol=2e-3)

    def test_the_same_texts_give_the_same_rows(self, embedder: Embedder) -> None:
        np.testing.assert_array_equal(embedder.encode([AGREED]), embedder.encode([AGREED]))


@pytest.mark.model
class TestDefaultEmbedder:
    def test_its_name_tells_its_weights(self, default_embedder: SentenceEmbedder) -> None:
        assert default_embedder.name == "sentence-transformers/all-MiniLM-L6-v2@53aa51172d14"
        assert default_embedder.dimension == 384

    def test_published_similarities(self, default_embedder: SentenceEmbedder) -> None:
        """The example of the model's own card, as the model gives it in float32."""
        rows = default_embedder.encode(
            [
                "The weather is lovely today.",
                "It's so sunny outside!",
                "He drove to the stadium.",
            ]
        )
        np.testing.assert_allclose(rows[0] @ rows[1], 0.6660, atol=0.01)
        np.testing.assert_allclose(rows[0] @ rows[2], 0.1046, atol=0.01)
        np.testing.assert_allclose(rows[1] @ rows[2], 0.1411, atol=0.01)

    def test_words_past_the_longest_are_not_read(self, default_embedder: SentenceEmbedder) -> None:
        head = "river " * 300
        longer = default_embedder.encode([head, head + UNRELATED])
        assert longer[0] @ longer[1] > 0.999


def test_a_generator_is_no_embedder(tmp_path: Path) -> None:
    from index.errors import ModelError

    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    with pytest.raises(ModelError, match="no embedder"):
        load_embedder(Settings(home=tmp_path, embedder=str(file), offline=True))


@pytest.mark.model
def test_damaged_weights_are_an_error_with_a_way_out(tmp_path: Path) -> None:
    from index.errors import ModelError
    from index.weights import find_weights

    settings = Settings(home=tmp_path, offline=True)
    folder = tmp_path / "model"
    shutil.copytree(find_weights(settings.embedder, settings).folder, folder)
    with (folder / "model.safetensors").open("r+b") as stream:
        stream.truncate(1 << 20)
    with pytest.raises(ModelError, match=r"model cannot be loaded.*FOOTNOTE_EMBEDDER"):
        load_embedder(replace(settings, embedder=str(folder)))
