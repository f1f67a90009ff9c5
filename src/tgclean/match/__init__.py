"""Which posts are one: candidates from sketches, a judge that reads them, clusters around a first copy.

What a text says    letters → characters, codes → reading, notation/ → words; around/ → content; all by tables/
Whether two are one edits → cost, cuts, guards (opposed, swaps), notation/ → judge; variants, spellings; templates
Which are asked     sketch → rows → buckets → index (all posts known), growing (one by one), few (no sketch)
What joins what     shelf → clusters → near → matcher
"""

from tgclean.match.explain import content_lines, explain
from tgclean.match.matcher import Matcher
from tgclean.match.opinion import Opinion
from tgclean.match.worddiff import word_diff

__all__ = ["Matcher", "Opinion", "content_lines", "explain", "word_diff"]
