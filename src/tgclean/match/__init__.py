"""Which posts are one: candidates from sketches, a judge that reads them, clusters around a first copy."""

from tgclean.match.explain import content_lines, explain
from tgclean.match.matcher import Matcher
from tgclean.match.opinion import Opinion

__all__ = ["Matcher", "Opinion", "content_lines", "explain"]
