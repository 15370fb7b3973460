"""From the signature until the customer is in the hands of who develops it."""
