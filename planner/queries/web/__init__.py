"""Reads that forms and pages of all areas need."""
