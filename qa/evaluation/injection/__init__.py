"""Attacks planted in articles: does an answer ever do what an article tells it to?

attacks.py     the attacks, and an article with one planted in it
judging.py     what an answer took over from a planted attack
running.py     every attack in every article, asked, and kept on disk
report.py      the figures
"""
