"""Commands for what comes before and after the signature. They read files, and no database."""
