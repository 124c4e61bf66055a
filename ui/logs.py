"""Logs and warnings of the command line: silent by default, on standard error with -v."""

from __future__ import annotations

import logging
import os
import warnings


def set_up_logs(verbose: bool) -> None:
    """To be called before a library is imported that reads these variables when it is."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.ERROR,
        format="%(asctime)s %(name)s %(message)s",
        force=True,
    )
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if verbose:
        return
    warnings.simplefilter("ignore")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TQDM_DISABLE", "1")
