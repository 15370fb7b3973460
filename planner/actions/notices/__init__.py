"""Whom to notify of what."""
