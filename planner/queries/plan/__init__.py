"""Reads of a plan and what stands on it."""
