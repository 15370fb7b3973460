"""Tokens: what lets another program in, with the rights of the person who made it."""
