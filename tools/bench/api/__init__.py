"""What the API takes, beside the pages and bare Flask."""
