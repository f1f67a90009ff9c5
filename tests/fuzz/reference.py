"""Clusters as the rule says it, with every post compared with every cluster: slow and plain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from tgclean import Options, Tally
from tgclean.match.clusters import LOOSER, Clusters
from tgclean.match.near import Near, Part
from tgclean.match.opinion import PASSAGE


class Judged(NamedTuple):
    """What the matcher knows of some texts, no two of which are equal, before it places them.

    `judge` has an opinion on any two, by all that the texts teach together.  `firsts` is for each text the first one
    with the same words, which decides for it (a short text is its own).  `met` are the texts that each one meets.
    """

    judge: Clusters
    firsts: list[int]
    met: dict[int, set[int]]


def judged(texts: Sequence[str], options: Options) -> Judged:
    """Return what the matcher knows of some texts."""
    near = Near(options, texts.__getitem__, Tally())
    for text in texts:
        near.add(text)
    signatures, firsts = near._learned
    components = near._components()
    order = np.argsort(components, kind="stable")
    part = Part(near._rows, signatures.of(order), order, components[order])
    met = {int(order[post]): {int(order[other]) for other in others} for post, others in part._buckets.candidates()}
    return Judged(part.clusters(options.threshold, Counter()), firsts.tolist(), met)


def leaders(known: Judged, options: Options, met: Mapping[int, set[int]] | None = None) -> list[int]:
    """Return the first post of the cluster of each text; where `met` is given only these are compared.

    A post joins the earliest cluster with whose fullest text it is the same, or with one of whose members it is the
    same if it is nearly the same as the fullest.
    """
    loose = 100 - min(100.0, LOOSER * (100 - options.threshold))
    members: dict[int, list[int]] = {}
    fullest: dict[int, int] = {}
    found: list[int] = []
    for post, first in enumerate(known.firsts):
        joined = post if first == post else found[first]
        for leader, own in members.items() if first == post else ():
            compared = own if met is None else met.get(post, set()).intersection(own)
            if not compared:
                continue
            opinion = known.judge.opinion(fullest[leader], post)
            nearly = not opinion.same and opinion.score >= loose
            if nearly and any(known.judge.opinion(one, post).same for one in compared):
                opinion = known.judge.opinion(fullest[leader], post, loose)
            if opinion.same:
                joined = leader
                own.append(post)
                fullest[leader] = post if opinion.longer == PASSAGE else fullest[leader]
                break
        if joined == post:
            members[post], fullest[post] = [post], post
        found.append(joined)
    return found
