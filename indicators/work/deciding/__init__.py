"""Many returns are decided on at once: those that nothing speaks against, after they were shown."""
