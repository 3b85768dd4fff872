"""The files that prove a figure: taken in, kept, handed out, judged."""
