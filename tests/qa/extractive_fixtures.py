"""Extractive models of a few thousand weights, in the files that a published one has."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import BertConfig, BertForQuestionAnswering, BertTokenizerFast

from tests.qa.reader_fixtures import WORDS


def extractive_tokenizer(longest: int = 64) -> BertTokenizerFast:
    """One token for a word or a mark, whatever its case."""
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    vocabulary = {word: number for number, word in enumerate(words)}
    return BertTokenizerFast(vocab=vocabulary, model_max_length=longest)


def save_extractive_reader(folder: Path, longest: int = 64, none: float = 0.0) -> Path:
    """Write a tiny BERT that scores the tokens of a text as an answer, untrained.

    Args:
        longest: tokens that it reads at once.
        none: what [CLS] is scored, other tokens being scored less than half as much; such a model
            sees each token by itself. 0 leaves all to the weights, which are drawn wide, so that
            tokens differ.
    """
    config = BertConfig(
        vocab_size=len(WORDS) + 5,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=longest,
        initializer_range=0.5,
    )
    torch.manual_seed(0)
    model = BertForQuestionAnswering(config).eval()
    if none:
        _score_none(model, none)
    model.save_pretrained(folder)
    extractive_tokenizer(longest).save_pretrained(folder)
    return folder


@torch.no_grad()
def _score_none(model: BertForQuestionAnswering, none: float) -> None:
    """Make [CLS] score `none`, whatever stands beside it."""
    for layer in model.bert.encoder.layer:
        layer.attention.output.dense.weight.zero_()
        layer.output.dense.weight.zero_()
    model.bert.embeddings.position_embeddings.weight.zero_()
    mark = extractive_tokenizer().cls_token_id
    seen = model.bert(input_ids=torch.tensor([[mark]])).last_hidden_state[0, 0]
    model.qa_outputs.weight.copy_((none / seen.dot(seen)) * seen.expand(2, -1))
