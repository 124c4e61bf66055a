"""Building the web application in a test."""

from __future__ import annotations

import gc
import warnings
from typing import TYPE_CHECKING

from ui.handlers import Answering

if TYPE_CHECKING:
    from fastapi import FastAPI


def build_quietly(answering: Answering) -> FastAPI:
    """The application; gradio's leftovers are collected here, where their warnings are ignored.

    It opens event loops while it is imported and built, and closes none: collected later, they
    would be an error in whatever test runs then.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        from ui.server import build_app

        app = build_app(answering)
        gc.collect()
    return app
