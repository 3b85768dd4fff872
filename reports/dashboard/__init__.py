"""How stored scores and returns stand on a dashboard: values in, values out.

Nothing here knows a request, a database or a clock. Scores, ranks and averages are those of
indicators.scoring; here they are laid out.
"""
