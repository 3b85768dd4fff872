"""Past outcomes → what an office may be expected to reach, and what a target is beside it.

Pure: no Django, no clock. Formulas, sources and the honest test: docs/targets.md.
"""
