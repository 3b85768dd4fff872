"""What the reader says of a form: one function per finding, each a sentence in both languages."""
