"""Commands about what other programs come in by, or are told by."""
