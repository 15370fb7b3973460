"""Reads of more than a line. They return rows or frozen dataclasses, ready for a template."""
