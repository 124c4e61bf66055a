"""Who says it: publishers as questions and articles name them, and whose report is whose.

A library's publishers are the only ones known, so names are recognised and never listed. Articles
that copy each other are one source, however many of them there are.
"""
