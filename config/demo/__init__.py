"""The demo: invented years of a real corporation's offices, marked as demo everywhere.

Two plans are real documents (fixtures/); everything else is made from them by a seed, so that
every machine shows the same figures on the same day. Bottom up: ``districts`` and ``seed`` are
data and chance, ``years`` what is over on a day, ``characters`` how each district does, ``model``
what can be expected of it (``truth`` tells tests), ``targets``, ``action_plans`` and ``figures``
make documents of that, ``ways`` how their returns go, ``plans`` all of it (pure so far);
``offices``, ``people``, ``returns`` and ``reports`` write, ``loading`` puts it together.
"""
