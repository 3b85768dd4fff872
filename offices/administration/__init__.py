"""The administration: its site, and the files that its lists are filled from."""
