"""One paper of many offices at once: asked for, made by a worker, kept for some days."""
