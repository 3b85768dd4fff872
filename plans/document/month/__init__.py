"""Pure: the figures of a month in a file from any desk, and which rows of the plan they belong to.

``forms`` makes a ``BroughtForm`` of what a reader found, ``plain`` of a table without a form's
headings, ``template`` of our own workbook; ``matching`` finds the rows that it speaks of.
"""
