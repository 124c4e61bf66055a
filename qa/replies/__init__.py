"""What is said where no new answer is composed: a refusal that tells what the articles lack, and
the sources of the last answer, shown again.

No model words any of it. It is told from what was looked up in the articles, or not at all.
"""
