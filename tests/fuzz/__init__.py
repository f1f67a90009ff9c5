"""Coverage-guided fuzzing: targets, the inputs they start from, and laws that hold of any input.

`python -m tests.fuzz TARGET --seconds 60` runs a target with atheris; `tests/test_fuzz.py` runs each without it.
"""
