"""Involvement by policy: when a specialist must be on a plan, and who comes."""
