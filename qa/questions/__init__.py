"""What a question asks for: its parts, the kind of thing that would answer it, the days and the
names in it, and whether a text has what it asks for.

A question that stands alone is taken for granted; qa.conversation makes it.
"""
