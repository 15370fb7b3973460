"""Reads of how the collaboration is rated, and of what the rating looks at."""
