"""The report: what was read, merged and kept apart, as one page."""
