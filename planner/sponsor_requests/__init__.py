"""Calls on an executive, and the desk on which they lie."""
