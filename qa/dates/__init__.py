"""Which day the words of an article mean: "on Monday" in an article published on a Thursday.

A day is told only where it is sure. Whatever makes it doubtful, a quotation or another date beside
it, leaves the words as they stand.
"""
