"""A cross-encoder of a few thousand weights, in the files that a published one has."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from tests.qa.reader_fixtures import WORDS


def save_cross_encoder(folder: Path, labels: int = 1, longest: int = 64) -> Path:
    """Write a tiny BERT with a classifier of `labels` outputs, untrained, and its tokeniser.

    Its weights are drawn wide, so that pairs differ by more than bfloat16 rounds away.
    """
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]), encoding="utf-8"
    )
    tokenizer = BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=longest)
    tokenizer.save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS) + 5,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=longest,
        num_labels=labels,
        initializer_range=0.5,
    )
    torch.manual_seed(0)
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder
