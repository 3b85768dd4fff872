"""Readers of returns, figures and scores."""
