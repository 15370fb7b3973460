"""Which webhooks there are, and what they have sent."""
