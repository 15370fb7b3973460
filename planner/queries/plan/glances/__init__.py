"""What the overview of a plan shows of its parts: the little that matters most, never more.

Nothing is read here but what the page reads for its parts anyway.
"""
