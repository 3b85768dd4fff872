"""Rounds of links by which many people set their first password: by e-mail, and on paper."""
