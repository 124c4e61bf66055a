"""An answer made visible: the page, the command line, JSON."""

from __future__ import annotations

import os

# Read by gradio and huggingface_hub when they are imported: nothing is reported to anyone.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
