"""Merging: a post becomes a record, and the records of one cluster become one."""

from tgclean.merge.clusters import Clusters
from tgclean.merge.editions import Editions
from tgclean.merge.record import id_of, merge, post_of, record_of, rewritten, stretches

__all__ = ["Clusters", "Editions", "id_of", "merge", "post_of", "record_of", "rewritten", "stretches"]
