"""While the database does not work: what people see, and what is told to whoever watches."""
