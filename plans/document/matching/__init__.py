"""Rows of two plans that are the same: of two years, of two offices, of two versions."""

from plans.document.matching.match import Answer, Matching, Pair, matched

__all__ = ["Answer", "Matching", "Pair", "matched"]
