"""The pages of one's own webhooks and of what they have sent."""
