"""The nouns of a customer and its plan."""
