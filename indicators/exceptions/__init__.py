"""What needs somebody's attention over many offices, ranked by the weight at stake.

A list of what to look at first: it accuses nobody, and is never part of a mark.
"""
