"""The one machine that moves whatever an office hands in: returns, reports, agreements.

What is new to be handed in needs three things: a model that is a ``Submission``, a table of
``Transition``s (``indicators/returns/workflow.py`` is the month's; where another kind differs it
takes the month's steps with other sources), and a ``Move`` that says what such a thing needs before
a step and what follows from it. Pages, tests and “who may do what” read the table.
"""
