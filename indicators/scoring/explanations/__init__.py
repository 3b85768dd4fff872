"""Explanations of scores: from scoring's data to sentences, and to and from stored JSON.

Sentences are composed of figures, so both languages are written here and not in a catalogue.
Pure Python: no Django.
"""

from indicators.scoring.explanations.advice import next_step
from indicators.scoring.explanations.data import explanation_data, explanation_from_data
from indicators.scoring.explanations.pacing import pace_text, tally_text
from indicators.scoring.explanations.problems import problem_text
from indicators.scoring.explanations.sentences import explain, rate_note

__all__ = [
    "explain",
    "explanation_data",
    "explanation_from_data",
    "next_step",
    "pace_text",
    "problem_text",
    "rate_note",
    "tally_text",
]
