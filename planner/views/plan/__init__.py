"""A plan and what stands on it."""
