"""Who of us knows whom at the customer."""
