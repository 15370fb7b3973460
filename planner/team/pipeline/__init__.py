"""Planned deals against targets."""
