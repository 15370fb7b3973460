"""What rules find, and what they have done."""
