"""Talks with the customer, and the conversations they belong to."""
