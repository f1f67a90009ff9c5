"""Why two posts are one, or are not."""

from __future__ import annotations

from tgclean.match.opinion import Opinion
from tgclean.options import Options


def explain(a: str, b: str, options: Options) -> Opinion:
    """Gives the opinion on two texts, also where they do not merge; the template table is not looked at.

    >>> explain("Rate of the day: 92.13", "Rate of the day: 92.87", Options()).reason
    'distinct: figure 92.13/92.87'
    >>> explain("Rate of the day", "Rate of the day", Options()).reason
    'exact'
    """
    if a == b:
        return Opinion(True, 100.0, "exact")
    if options.exact_only:
        return Opinion(False, 0.0, "distinct: texts differ")
    from tgclean.match.content import Content
    from tgclean.match.judge import judge

    return judge(Content(a), Content(b), options, options.threshold, why=True)


def content_lines(text: str) -> list[str]:
    """Return the lines of a text that say something: no forward header, call to subscribe, signature or tags."""
    from tgclean.match.content import content_lines as lines_of  # few runs merge texts that differ

    return lines_of(text)
