"""The nouns of the organisation: its people, and what they have chosen and decided."""
