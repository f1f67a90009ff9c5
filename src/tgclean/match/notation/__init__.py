"""Figures, dates and times: in one spelling line by line, and in all readings where two posts differ."""
