"""How good whole answers are: data sets put through the product as a user would meet it.

reading -> cases -> running -> measures, curves -> report, plotting
                \\-> evidence_ranking (the sentences that are read, before any is worded)
"""
