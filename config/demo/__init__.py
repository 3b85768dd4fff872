"""The demo: an invented year of a real corporation's offices, marked as demo everywhere.

Two plans are real documents (fixtures/); everything else is made from them by a fixed seed, so
that every machine shows the same figures. Bottom up: ``districts`` and ``seed`` are data and
chance, ``characters`` says how each district does, ``targets`` and ``figures`` make documents
of that (pure), ``offices``, ``people`` and ``returns`` write, ``loading`` puts it together.
"""
