"""How well Footnote answers: question sets, measures, a plain baseline to compare with, reports."""
