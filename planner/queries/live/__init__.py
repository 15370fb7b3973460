"""Reads for pages that are open."""
