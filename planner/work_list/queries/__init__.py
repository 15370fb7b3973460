"""The lines of the work list, and the words of its steps."""
