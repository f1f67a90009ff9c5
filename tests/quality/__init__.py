"""Fixed, generated corpora with known answers, how well tgclean does on them, and the floors it may not fall below.

words → copies, exports, channels   flat exports with the posts that are in them
words → reposts, lookalikes         posts, one a row, with the clusters that they form
scores                              what came out against what is right
corpora → gate                      the fixed corpora, and the comparison with `floors.json`
"""
