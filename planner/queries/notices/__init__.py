"""Reads of what people are told."""
