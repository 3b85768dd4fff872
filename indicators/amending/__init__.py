"""Amendments as pages: old and new side by side, with what each version makes of the months."""
