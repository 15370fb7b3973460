"""Customers with their plans, as the rules before and after the signature ask about them."""
