"""Which posts are one: candidates from sketches, a judge that reads them, clusters around a first copy."""

from tgclean.match.content import content_lines
from tgclean.match.explain import explain
from tgclean.match.judge import Opinion
from tgclean.match.matcher import Matcher

__all__ = ["Matcher", "Opinion", "content_lines", "explain"]
