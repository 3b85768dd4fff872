"""What browsers are sent beside the pages: scripts, styles, the placeholder's font."""
