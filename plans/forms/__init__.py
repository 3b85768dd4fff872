"""The files that offices have → grids → forms. No models, no pages: values in, values out.

To read a further format, write an adapter ``bytes → tuple[Grid, ...]`` that raises ``FormRefused``
with a sentence, and name it in ``formats``.
"""
