"""Rows that are the same over years and offices: what people said of them, and their words."""
