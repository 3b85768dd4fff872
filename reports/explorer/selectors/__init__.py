"""Readers of one indicator: its year, its other years, the same row in other offices."""
