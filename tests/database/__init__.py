"""The tests' own hold on their database."""
