"""English as the rest of qa reads it: words, stems and names, closed classes, tenses and moods.

Everything here looks at one text and knows nothing of questions, articles, models or the pipeline.
What can be told by the closed classes of English is told so, without a tagger and without a list of
people or places.
"""
