"""HTTP, and nothing else: find and check, validate, act, commit, render."""
