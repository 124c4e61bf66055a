"""How well passages are found: public data sets, baselines, measures, comparisons.

    datasets (beir, multihop) -> indexing -> systems -> running -> measures -> report, plot

Everything is searched through the product's own library and its own retrieval.
"""
