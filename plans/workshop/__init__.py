"""Where plans are made: offices' files brought, looked at and mended, or a plan typed anew.

Why it is a room of its own and keeps texts: docs/decisions/workshop.md.
"""
