"""The report: what was read, merged and kept apart, as one page.

What the records say        findings
Bars and dates              charts
How values read             words
The page from its parts     page → templates/
"""

from tgclean.report.findings import Findings, Miss
from tgclean.report.page import write_report

__all__ = ["Findings", "Miss", "write_report"]
