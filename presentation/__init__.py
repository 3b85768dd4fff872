"""Values as the reader at hand sees them: in their language and digits, and the office's time.

``numerals`` writes for a language that it is told; here stands which one that is. Beneath all
rooms that know Django, for all of them show something.
"""
