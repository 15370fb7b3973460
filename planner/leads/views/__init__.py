"""The pages of leads, and the public form."""
