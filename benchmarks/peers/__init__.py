"""The merging of near-duplicates beside other tools, on the same input.  `python -m benchmarks.peers --help`."""
