"""The model that words evidence: a protocol, and a local transformers model.

A model behind a server is in qa.generation_server. `transformers` as a generator is imported here
and nowhere else, and only when a model is loaded.
"""

from __future__ import annotations

import copy
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from index.embedding import hardware, loading
from index.errors import GenerationError, WeightsDamagedError
from index.files import UnsealedError, atomic_directory, check_seal
from index.settings import Settings
from index.weights import WeightsLocation, find_weights

logger = logging.getLogger(__name__)

Message = dict[str, str]
"""{"role": "system" | "user" | "assistant", "content": text}"""

Conversation = Sequence[Message]


class Scorer(Protocol):
    def score(self, conversation: Conversation, continuations: Sequence[str]) -> list[float]:
        """Log-probability, in nats, of each continuation of the conversation with its end.

        Raises:
            GenerationError: the model failed.
        """
        ...


class Generator(Protocol):
    name: str

    @property
    def scorer(self) -> Scorer | None:
        """Itself, to choose among given sentences, where it is too small to write its own."""
        ...

    def generate(self, conversations: Sequence[Conversation], max_new_tokens: int) -> list[str]:
        """Continue each conversation greedily, all in one batch.

        Returns:
            One text per conversation, in order, without special tokens or outer whitespace.

        Raises:
            GenerationError: the model or server failed; the message says what to do.
        """
        ...


WRITES_FREELY = 1_000_000_000
"""Parameters from which on a model is asked for sentences of its own. SmolLM2 with 135 million
loses the answer or invents in half of its drafts (docs/log.md); larger ones are untried here."""


class TransformersGenerator:
    """A causal language model with a chat template, run here by transformers.

    The conversations of a batch, and of one batch after another, begin alike (instructions,
    worked examples). The keys and values of that beginning are kept and used again, which saves
    most of the time before the first new token.
    """

    def __init__(self, folder: Path, name: str) -> None:
        from transformers import AutoModelForCausalLM, AutoTokenizer

        self.name = name
        self._lock = threading.Lock()
        self._kept: _Prefix | None = None
        device, dtype = hardware()
        with loading(folder, "generator", "name another with FOOTNOTE_GENERATOR"):
            self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            model: Any = AutoModelForCausalLM.from_pretrained(
                folder, local_files_only=True, dtype=dtype
            )
            self._model = model.to(device)
        if self._model.dtype != dtype:
            raise GenerationError(f"{name!r} was loaded as {self._model.dtype}, not {dtype}")
        if not self._tokenizer.chat_template:
            raise GenerationError(
                f"{name!r} has no chat template; choose an instruction-tuned model"
            )
        self._end = self._tokenizer.eos_token_id
        self._pad = self._tokenizer.pad_token_id
        if self._pad is None:
            self._pad = self._end
        self._model.eval()

    @property
    def scorer(self) -> Scorer | None:
        return self if self._model.num_parameters() < WRITES_FREELY else None

    def generate(self, conversations: Sequence[Conversation], max_new_tokens: int) -> list[str]:
        import torch

        if not conversations:
            return []
        prompts = [self._tokens(conversation) for conversation in conversations]
        with self._lock, _running(self.name), torch.inference_mode():
            prefix, cache = self._prefix(prompts)
            longest = max(map(len, prompts)) - prefix
            # Padding goes between the shared prefix and the rest, so that the kept keys and
            # values, which are not padded, fit every row.
            pads = [longest - (len(prompt) - prefix) for prompt in prompts]
            rows = [
                prompt[:prefix] + [self._pad] * pad + prompt[prefix:]
                for prompt, pad in zip(prompts, pads, strict=True)
            ]
            masks = [[1] * prefix + [0] * pad + [1] * (longest - pad) for pad in pads]
            device = self._model.device
            output = self._model.generate(
                input_ids=torch.tensor(rows, device=device),
                attention_mask=torch.tensor(masks, device=device),
                past_key_values=cache,
                max_new_tokens=max_new_tokens,
                do_sample=False,
                pad_token_id=self._pad,
            )
        new = output[:, prefix + longest :]
        return [
            text.strip() for text in self._tokenizer.batch_decode(new, skip_special_tokens=True)
        ]

    def score(self, conversation: Conversation, continuations: Sequence[str]) -> list[float]:
        """See `Scorer`; the conversation is read once for all continuations."""
        import torch

        if not continuations:
            return []
        prompt = self._tokens(conversation)
        rows = [
            [*self._tokenizer(text, add_special_tokens=False)["input_ids"], self._end]
            for text in continuations
        ]
        longest = max(map(len, rows))
        device = self._model.device
        with self._lock, _running(self.name), torch.inference_mode():
            prefix, cache = self._prefix([prompt])
            rest = torch.tensor([prompt[prefix:]], device=device)
            read = self._model(input_ids=rest, past_key_values=cache, logits_to_keep=1)
            cache.batch_repeat_interleave(len(rows))
            padded = [row + [self._pad] * (longest - len(row)) for row in rows]
            targets = torch.tensor(padded, device=device)
            present = [[1] * (len(prompt) + len(row)) + [0] * (longest - len(row)) for row in rows]
            told = self._model(
                input_ids=targets,
                attention_mask=torch.tensor(present, device=device),
                past_key_values=cache,
            )
            first = read.logits.expand(len(rows), -1, -1)
            logits = torch.cat([first, told.logits[:, :-1]], dim=1).float()
            chosen = logits.log_softmax(-1).gather(2, targets.unsqueeze(-1)).squeeze(-1)
        return [float(chosen[number, : len(row)].sum()) for number, row in enumerate(rows)]

    def _tokens(self, conversation: Conversation) -> list[int]:
        text = self._tokenizer.apply_chat_template(
            list(conversation), add_generation_prompt=True, tokenize=False
        )
        tokens: list[int] = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        return tokens

    def _prefix(self, prompts: Sequence[list[int]]) -> tuple[int, Any]:
        """How many first tokens all prompts share with what is kept, and the cache for them."""
        from transformers import DynamicCache

        # At least one token of every prompt must be left to read.
        limit = min(map(len, prompts)) - 1
        shared = _common_prefix(prompts)[:limit]
        kept = self._kept.tokens if self._kept else []
        usable = len(_common_prefix([shared, kept]))
        if usable < WORTH_KEEPING and len(shared) >= WORTH_KEEPING:
            import torch

            cache = DynamicCache(config=self._model.config)
            tokens = torch.tensor([shared], device=self._model.device)
            self._model(input_ids=tokens, past_key_values=cache, use_cache=True, logits_to_keep=1)
            self._kept = _Prefix(shared, cache)
            usable = len(shared)
        if self._kept is None or usable < WORTH_KEEPING:
            return 0, DynamicCache(config=self._model.config)
        copied = copy.deepcopy(self._kept.cache)
        surplus = len(self._kept.tokens) - usable
        if surplus:
            copied.crop(-surplus)  # negative: tokens to take off the end
        copied.batch_repeat_interleave(len(prompts))
        return usable, copied


@contextmanager
def _running(name: str) -> Iterator[None]:
    """Around a run of the model: what torch raises (no memory, mostly) as our own error."""
    try:
        yield
    except RuntimeError as error:
        raise GenerationError(
            f"the generator {name!r} failed ({first_line(error)}); "
            "name a smaller one with FOOTNOTE_GENERATOR"
        ) from error


@dataclass(frozen=True, slots=True)
class _Prefix:
    tokens: list[int]
    cache: Any


WORTH_KEEPING = 48
"""Tokens; below that, copying the cache costs as much as reading the prefix again."""


def _common_prefix(rows: Sequence[Sequence[int]]) -> list[int]:
    shared = []
    for column in zip(*rows, strict=False):
        if len(set(column)) > 1:
            break
        shared.append(column[0])
    return shared


def load_generator(settings: Settings) -> Generator:
    """The generator that the settings name.

    Raises:
        WeightsMissingError, WeightsDamagedError: see index.weights.
        ModelError: the model cannot be loaded, or is no chat model.
    """
    if settings.server:
        from qa.generation_server import ServerGenerator

        return ServerGenerator(settings.server, settings.generator)
    return TransformersGenerator(model_folder(settings), settings.generator)


def model_folder(settings: Settings) -> Path:
    """The folder of the generator's weights as transformers reads them.

    Raises:
        WeightsMissingError, WeightsDamagedError: see index.weights.
    """
    location = find_weights(settings.generator, settings)
    return _converted(location, location.gguf, settings) if location.gguf else location.folder


def _converted(location: WeightsLocation, file: Path, settings: Settings) -> Path:
    """The folder with the GGUF file's weights de-quantized: made once, sealed with its hash."""
    target = settings.home / "models" / f"{file.stem}-{location.sha256[:16]}"
    try:
        if check_seal(target)["sha256"] == location.sha256:
            return target
    except UnsealedError as reason:
        logger.info("converting %s to %s (%s)", file, target, reason)
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    try:
        model = AutoModelForCausalLM.from_pretrained(
            file.parent,
            gguf_file=file.name,
            dtype=torch.bfloat16,
            quantization_config=GgufConfig(dequantize=True),
        )
        tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    except (OSError, ValueError, KeyError) as error:
        raise WeightsDamagedError(
            f"{file} cannot be read as GGUF weights ({first_line(error)}); "
            "run: footnote doctor --install-weights"
        ) from error
    with atomic_directory(target, {"sha256": location.sha256}) as folder:
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
    return target


def first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
