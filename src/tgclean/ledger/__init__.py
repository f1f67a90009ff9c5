"""The ledger: what became of every byte that was read.  `rows` are its lines, `tiling` lays them out."""

from tgclean.ledger.rows import SCHEMA, Action, Header, Row, SourceRow, decode_header, decode_row, encode, given_back
from tgclean.ledger.tiling import Body, Line, Place, Stretch, tile_lines, tile_units

__all__ = [
    "SCHEMA", "Action", "Body", "Header", "Line", "Place", "Row", "SourceRow", "Stretch", "decode_header", "decode_row",
    "encode", "given_back", "tile_lines", "tile_units",
]  # fmt: skip
