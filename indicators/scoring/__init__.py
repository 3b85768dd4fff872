"""The pure half of indicators: achievements in, scores and explanations out.

Exact decimal arithmetic; nothing here knows Django, a clock, settings or a database.
"""
