"""A plan becomes an agreement: proposed by the office, signed by both sides, kept as signed."""
