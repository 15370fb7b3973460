"""Contracts of many customers with all that the rules after the signature ask of them."""
