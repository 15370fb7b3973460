"""The page of what was found, what is found while somebody types, and the keys that lead there."""
