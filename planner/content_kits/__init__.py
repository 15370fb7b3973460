"""Content kits: what sellers share outside, and which leads came by it."""
