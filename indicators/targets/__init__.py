"""Targets beside the past: what earlier years and other offices say of what is promised."""
