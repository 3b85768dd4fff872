"""The pure half of plans: a whole plan as one value, its readers and its checks.

Nothing here knows Django, a clock, settings or a database.
"""
