"""Why two texts are one, or are not."""

from __future__ import annotations

from tgclean.match.opinion import Opinion
from tgclean.model import Tally
from tgclean.options import Options


def explain(a: str, b: str, options: Options) -> Opinion:
    """Return the opinion on two texts by themselves, without what a file teaches of footers and templates.

    >>> explain("Rate of the day: 92.13", "Rate of the day: 92.87", Options()).reason
    'distinct: figure 92.13/92.87'
    >>> explain("Rate of the day", "Rate of the day", Options()).reason
    'exact'
    """
    if a == b:
        return Opinion(True, 100.0, "exact")
    if options.exact_only:
        return Opinion(False, 0.0, "distinct: texts differ")
    from tgclean.match.near import Near

    near = Near(options, (a, b).__getitem__, Tally())
    near.add(a)
    near.add(b)
    return near.why(0, 1)
