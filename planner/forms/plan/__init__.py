"""Forms about a plan and what stands on it."""
