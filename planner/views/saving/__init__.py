"""Saving what somebody began to edit before others had saved theirs; nobody's change is lost."""
