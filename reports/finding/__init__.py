"""The search box: offices, plans, indicators and people, as far as the reader sees them."""
