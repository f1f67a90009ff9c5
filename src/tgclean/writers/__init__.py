"""Writing: records as bytes, a spool for what must wait, and targets that are old or new and never half."""

from tgclean.writers.formats import To, compressed, format_of, packed_as, promise_of, write_as
from tgclean.writers.jsonl import DecodeError, decode, encode, text_in
from tgclean.writers.spool import Scratch, Spool
from tgclean.writers.target import Target, emit, identity_of_target, open_target, refuse_inputs

__all__ = [
    "DecodeError", "Scratch", "Spool", "Target", "To", "compressed", "decode", "emit", "encode", "format_of",
    "identity_of_target", "open_target", "packed_as", "promise_of", "refuse_inputs", "text_in", "write_as",
]  # fmt: skip
