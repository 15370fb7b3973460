"""Reads of what has happened."""
