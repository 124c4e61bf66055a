"""A follow-up and what was said before it -> a question that stands alone.

Pronouns, clauses that are left out, "And in 2023?": each is filled in from the turns before, by
rules of English and without a model. A question that is complete is left as it is.
"""
