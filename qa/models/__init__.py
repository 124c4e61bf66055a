"""Footnote's own trained models as they are shipped, each in a folder of its name, and the code
that opens such a folder. What the models are and how they were trained: docs/models.md.
"""
