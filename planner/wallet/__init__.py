"""How much of what a customer spends is ours, and where there is room."""
