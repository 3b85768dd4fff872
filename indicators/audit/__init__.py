"""The history of every figure, state and target: rows that are added and never changed."""
