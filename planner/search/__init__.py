"""The search: one box that finds customers, people, and what stands on the plans that one reads."""
