"""The pages of rules, exceptions and of who was asked."""
