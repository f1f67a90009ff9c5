"""Engines: the same records from many processors or machines; each engine's library is known to its module alone."""
