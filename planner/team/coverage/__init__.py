"""Customers by fields, and what is missing where."""
