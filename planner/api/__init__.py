"""How other programs read and change what people do on the pages: with a token, as its owner."""
