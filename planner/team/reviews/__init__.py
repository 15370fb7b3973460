"""Which plans are due to be gone through."""
