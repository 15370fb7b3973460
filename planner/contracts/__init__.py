"""Contracts: their terms, their renewal, and the radar of all of them."""
