"""Readers of what the reports show: always a fixed number of queries."""
