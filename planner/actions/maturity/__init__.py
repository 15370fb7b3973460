"""The rating follows what people do."""
