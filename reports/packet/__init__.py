"""The evidence packet: an office's files of one quarter, indexed and joined in one PDF."""
