"""Speed and memory, as ratios to another command in the same run.  `python -m benchmarks --help`."""
