"""What rules do, and what people do about them."""
