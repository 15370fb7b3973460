"""What people do with a plan and what stands on it."""
