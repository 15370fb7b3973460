"""Who shows interest from outside: the form, whose customer it is, and what comes of it."""
