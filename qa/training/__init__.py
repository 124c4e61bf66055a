"""Training of Footnote's own models. Nothing of the product imports this package."""
