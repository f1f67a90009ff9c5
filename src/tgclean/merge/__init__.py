"""Merging: a post becomes a record, and the records of one cluster become one."""

from tgclean.merge.clusters import Clusters
from tgclean.merge.record import id_of, merge, record_of

__all__ = ["Clusters", "id_of", "merge", "record_of"]
