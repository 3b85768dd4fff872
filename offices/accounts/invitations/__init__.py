"""Rounds of links by which many people set their first password: by email, and on paper."""
