"""Where articles contradict each other, and what two of them must have in common before one can.

Statements are compared by their figures and by their answers to "when" and "who". In doubt there is
no conflict: one that is wrongly told is as bad as a wrong citation.
"""
