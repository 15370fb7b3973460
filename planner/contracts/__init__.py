"""Contracts, which have no pages yet."""
