"""The country's districts as shapes for a map; where the boundaries come from: README.md."""
