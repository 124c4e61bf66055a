"""The checker: does this evidence support this claim, contradict it, or neither?

It is Footnote's own model, trained for this, or any natural language inference cross-encoder of the
hub that the settings name; whoever checks claims sees only the protocol and what `load_checker`
opens. It judges meaning where the exact checks (qa.checks) judge words.
"""

from __future__ import annotations

from qa.checker.loading import load_checker
from qa.checker.support import LEAST_AGREEMENT, LEAST_SUPPORT, Checker, Relation, Support

__all__ = ["LEAST_AGREEMENT", "LEAST_SUPPORT", "Checker", "Relation", "Support", "load_checker"]
