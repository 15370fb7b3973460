"""Calls on an executive, which have no pages yet."""
