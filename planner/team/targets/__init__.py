"""Targets of teams."""
