"""A template's rows as a tree: objective → activity → indicator → offices with their figures."""
