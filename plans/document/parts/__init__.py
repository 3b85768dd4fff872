"""What an agreement says beside its table: texts and tables of texts, as one pure value.

To add a part, add a member to ``Part``: pages, files in and out, comparison and copies follow.
"""
