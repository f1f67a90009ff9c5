"""The engine Daft: on this machine (its native runner), or on a cluster of Ray.

One task reads one source with our own reader.  Keys are shuffled to buckets and give pairs; the pairs come to the driver,
which makes components of them; components are shuffled to tasks that judge them whole; records are shuffled by their
place to tasks that write a part each.
"""

from __future__ import annotations

import os

os.environ.setdefault("DO_NOT_TRACK", "true")  # it would call home when it is imported
os.environ.setdefault("RAY_AUTH_MODE", "disabled")  # Ray would leave a token in the home directory

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import daft
import numpy as np
import pyarrow as pa
from daft import DataType as Type
from daft import col
from daft.functions import unnest

from tgclean import steps
from tgclean.errors import OptionError
from tgclean.match.lines import Lines
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import To, open_target, write_as
from tgclean.readers import Source, sources

_KEYS_AT_ONCE, _POSTS_AT_ONCE, _BYTES_OF_PART = 1 << 20, 20_000, 128 << 20
"""What one task has: keys of whole buckets, posts of whole components, bytes of records that it writes."""
Frame = daft.DataFrame
