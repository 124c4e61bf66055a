"""What every generator must do: the fake, the default model, a server."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from index.errors import GenerationError
from index.settings import load_settings
from qa.generation import Generator, load_generator
from qa.generation_server import ServerGenerator
from qa.prompts import wording_prompt
from tests.fakes import FakeGenerator
from tests.serving import serving

QUESTION = "How long did the storm last?"
SENTENCES = (
    "The storm lasted 14 hours, the harbour master said.",
    "The storm tore the roof off the market hall on Tuesday.",
    "A boat sank.",
)
PROMPTS = [wording_prompt(QUESTION, sentence) for sentence in SENTENCES]


class _Handler(BaseHTTPRequestHandler):
    """Just enough of an OpenAI-compatible server: echoes the sentence it is given."""

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        request = json.loads(self.rfile.read(size))
        given = request["messages"][-1]["content"].rpartition("Sentence: ")[2]
        worded = " ".join(given.split()[: request["max_tokens"]])
        status, body = 200, {"choices": [{"message": {"content": worded}}]}
        if request["model"] == "broken":
            status, body = 500, {"choices": []}
        if request["model"] == "silent":
            body = {"choices": [{"message": {"content": None}}]}
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}/v1"
        running.shutdown()
        thread.join()


@pytest.fixture(
    scope="module",
    params=[
        "fake",
        "server",
        pytest.param("default", marks=pytest.mark.model),
        pytest.param("transformers serve", marks=pytest.mark.model),
    ],
)
def generator(
    request: pytest.FixtureRequest, server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Generator]:
    if request.param == "fake":
        yield FakeGenerator()
    elif request.param == "server":
        with ServerGenerator(server, "echo") as opened:
            yield opened
    elif request.param == "transformers serve":
        with (
            serving(tmp_path_factory.mktemp("served") / "log.txt") as served,
            ServerGenerator(served.url, served.model) as opened,
        ):
            yield opened
    else:
        yield load_generator(load_settings())


class TestGenerator:
    def test_one_text_for_each_conversation_in_order(self, generator: Generator) -> None:
        texts = generator.generate(PROMPTS, 40)
        assert len(texts) == 3
        assert "14 hours" in texts[0]
        assert "roof" in texts[1] or "market" in texts[1]
        assert all(text == text.strip() and "<|" not in text for text in texts)

    def test_a_batch_gives_what_its_parts_give(self, generator: Generator) -> None:
        alone = [generator.generate([prompt], 24)[0] for prompt in PROMPTS]
        assert _opening(generator.generate(PROMPTS, 24)) == _opening(alone)

    def test_the_same_prompt_gives_the_same_text(self, generator: Generator) -> None:
        assert generator.generate(PROMPTS[:1], 24) == generator.generate(PROMPTS[:1], 24)

    def test_nothing_in_nothing_out(self, generator: Generator) -> None:
        assert generator.generate([], 24) == []

    def test_new_tokens_are_limited(self, generator: Generator) -> None:
        (text,) = generator.generate(PROMPTS[:1], 3)
        assert 0 < len(text.split()) <= 3

    def test_prompts_that_share_nothing(self, generator: Generator) -> None:
        other = [{"role": "user", "content": "Question: What sank?\nSentence: A boat sank."}]
        texts = generator.generate([other, PROMPTS[0]], 24)
        assert len(texts) == 2
        assert "14 hours" in texts[1]

    def test_a_batch_after_a_longer_prompt_of_another_kind(self, generator: Generator) -> None:
        filler = "The harbour was calm and nothing moved on the water. " * 12
        longer = [{"role": "user", "content": f"{filler}\nQuestion: x\nSentence: A boat sank."}]
        generator.generate([longer], 8)
        texts = generator.generate(PROMPTS, 24)
        assert _opening(texts) == _opening(generator.generate(PROMPTS, 24))
        assert "14 hours" in texts[0]


def _opening(texts: list[str]) -> list[list[str]]:
    # bfloat16 sums differ with the shape of a batch; a late near-tie may fall the other way.
    return [text.split()[:4] for text in texts]


@pytest.mark.parametrize("model", ["broken", "silent"])
def test_a_server_that_fails_is_named_with_the_way_out(server: str, model: str) -> None:
    with (
        ServerGenerator(server, model) as failing,
        pytest.raises(GenerationError, match=r"FOOTNOTE_SERVER.*unset FOOTNOTE_SERVER"),
    ):
        failing.generate(PROMPTS[:1], 8)


def test_a_server_that_is_not_there_is_named() -> None:
    with (
        ServerGenerator("http://127.0.0.1:9/v1", "any") as missing,
        pytest.raises(GenerationError, match=r"http://127\.0\.0\.1:9/v1"),
    ):
        missing.generate(PROMPTS[:1], 8)


@pytest.mark.parametrize("url", ["http://127.0.0.1:80x/v1", "http://[::1/v1"])
def test_a_server_at_no_address_is_named(url: str) -> None:
    with pytest.raises(GenerationError, match=f"FOOTNOTE_SERVER is '{re.escape(url)}'.*correct it"):
        ServerGenerator(url, "any")


@pytest.mark.model
class TestScorer:
    def test_what_reads_well_is_likelier_and_alone_as_likely_as_in_company(self) -> None:
        scorer = load_generator(load_settings()).scorer
        assert scorer is not None
        prompt = wording_prompt(QUESTION, SENTENCES[0])
        texts = ["The storm lasted 14 hours.", "Lasted storm the hours 14.", SENTENCES[0]]
        scores = scorer.score(prompt, texts)
        assert scores[0] > scores[1] + 5
        assert all(score < 0 for score in scores)
        for text, score in zip(texts, scores, strict=True):
            assert scorer.score(prompt, [text]) == pytest.approx([score], abs=0.7)
        assert scorer.score(prompt, []) == []
