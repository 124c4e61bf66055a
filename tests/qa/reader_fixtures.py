"""A base model of a few thousand weights, in the files that a published one has."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from index.settings import Settings
from index.weights import WeightsLocation, find_weights

WORDS = (
    "the a in on of to and who when where what did was were met signed said fell opened left "
    "mayor minister harbour bridge treaty river council monday friday paris oslo lima rain "
    "anna boris clara david ten twenty hundred people boats . , ?"
).split()


def tiny_base(folder: Path, settings: Settings) -> WeightsLocation:
    """Write a tiny BERT and its tokeniser to `folder` and find it there."""
    folder.mkdir()
    config = BertConfig(
        vocab_size=len(WORDS) + 4,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=512,
    )
    torch.manual_seed(0)
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    tiny_tokenizer().save(str(folder / "tokenizer.json"))
    return find_weights(str(folder), settings)


def tiny_tokenizer() -> Tokenizer:
    """One token for a word or a mark, whatever its case."""
    vocabulary = {
        word: place for place, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS])
    }
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return tokenizer
