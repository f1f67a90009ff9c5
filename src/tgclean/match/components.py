"""Connected components: posts that pairs of likely copies hold together, each part to be judged by itself."""

from __future__ import annotations

import numpy as np

from tgclean.match.tokens import I64


def components(later: I64, earlier: I64, count: int) -> I64:
    """Return for each of `count` posts the first post of its component.

    >>> components(np.array([2, 3]), np.array([0, 2]), 5).tolist()
    [0, 1, 0, 0, 4]
    """
    firsts = np.arange(count)
    while len(later):
        np.minimum.at(firsts, later, earlier)
        while not np.array_equal(firsts, above := firsts[firsts]):
            firsts = above
        ends = np.sort((firsts[later], firsts[earlier]), axis=0)
        earlier, later = ends[:, ends[0] < ends[1]]
    return firsts
