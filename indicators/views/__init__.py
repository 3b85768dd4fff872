"""The pages of the monthly return."""
