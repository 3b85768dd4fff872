"""Figures looked at from all sides: one indicator over months, years and offices; a whole year."""
