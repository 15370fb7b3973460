"""Webhooks: what happens is told to another program by itself, as Standard Webhooks."""
