"""Reads where names stand, and changes nothing."""
