"""The plan for the customer's eyes."""
