"""The pages of planning together."""
