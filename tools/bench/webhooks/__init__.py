"""How long messages take to webhooks."""
