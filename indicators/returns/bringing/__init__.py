"""A month from the file on the desk: read, matched, looked at, and only then stored."""
