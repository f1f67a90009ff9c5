"""Merging: a post becomes a record, and the records of one cluster become one."""

from tgclean.merge.clusters import Clusters
from tgclean.merge.editions import Editions
from tgclean.merge.record import id_of, merge, merged_copies, post_of, record_of, rewritten, written

__all__ = ["Clusters", "Editions", "id_of", "merge", "merged_copies", "post_of", "record_of", "rewritten", "written"]
