"""What was found, weighed against the question: which passages are worth reading, and how surely a
statement of an article answers.

Passages are cut into statements, the smallest pieces that can be cited, and each is asked only what
its own article must say. What is sure enough, and what of it is told, qa.judging and qa.evidence
decide.
"""
