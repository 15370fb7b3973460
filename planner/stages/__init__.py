"""Where each customer stands on the way from suspect to customer, and who moves it there."""
