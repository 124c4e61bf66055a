"""Checkers of a few thousand weights: the own network, and the files of an inference model."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertModel,
    PreTrainedTokenizerFast,
)

from qa.checker.network import CheckerNetwork
from tests.qa.reader_fixtures import WORDS, tiny_tokenizer


def tiny_checker_network() -> CheckerNetwork:
    """Untrained."""
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(WORDS) + 4,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    return CheckerNetwork(BertModel(config, add_pooling_layer=False))


def save_inference_model(folder: Path, labels: dict[int, str], spread: float = 0.02) -> Path:
    """Write a tiny BERT with a class for each of `labels`, untrained, and its tokeniser.

    Args:
        spread: of the weights; with wide ones pairs differ by more than rounding.
    """
    config = BertConfig(
        vocab_size=len(WORDS) + 4,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        id2label=labels,
        label2id={label: number for number, label in labels.items()},
        initializer_range=spread,
    )
    torch.manual_seed(1)
    BertForSequenceClassification(config).save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tiny_tokenizer(),
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=512,
    ).save_pretrained(folder)
    return folder
