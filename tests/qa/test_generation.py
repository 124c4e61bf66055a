"""A generator that fails says so in Footnote's own words. What it writes has contract tests."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from index.errors import GenerationError, ModelError
from qa.generation import TransformersGenerator

PROMPT = [{"role": "user", "content": "boat"}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of a few thousand weights, untrained."""
    made = tmp_path_factory.mktemp("generator")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(WordLevel({"[UNK]": 0, "boat": 1, "[END]": 2}, "[UNK]")),
        unk_token="[UNK]",
        eos_token="[END]",
    )
    tokenizer.chat_template = "{{ messages[-1]['content'] }}"
    tokenizer.save_pretrained(made)
    config = LlamaConfig(
        vocab_size=3,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=1,
        bos_token_id=2,
        eos_token_id=2,
    )
    torch.manual_seed(0)
    LlamaForCausalLM(config).save_pretrained(made)
    return made


def test_what_torch_raises_is_said_with_the_way_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise torch.OutOfMemoryError("no memory left\nfor 2 GiB")

    generator = TransformersGenerator(folder, "tiny")
    assert len(generator.generate([PROMPT], 2)) == 1
    assert len(generator.score(PROMPT, ["boat"])) == 1
    monkeypatch.setattr(generator._model, "generate", full)
    monkeypatch.setattr(generator._model, "forward", full)
    said = r"'tiny' failed \(no memory left\); name a smaller one with FOOTNOTE_GENERATOR"
    with pytest.raises(GenerationError, match=said):
        generator.generate([PROMPT], 2)
    with pytest.raises(GenerationError, match=said):
        generator.score(PROMPT, ["boat"])


def test_files_that_are_no_model_are_named(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"cut short")
    with pytest.raises(ModelError, match=r"cannot be loaded as a generator.*FOOTNOTE_GENERATOR"):
        TransformersGenerator(tmp_path, "tiny")
