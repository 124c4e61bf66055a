"""What can be checked exactly between a drafted sentence and its evidence, without a model.

A faithful draft of a small model is a selection of the evidence's words. So the draft is laid over
the evidence (selection), and each place where words were left out must be one where words can go
without joining what stood apart (cuts). What is left are the words that a selection may not lose
or gain wherever they stand: counts (numbers), modality (negations, hedges, quantifiers), speech.
Shortening makes, by the same cuts, the sentences that a small model may choose from.
"""
