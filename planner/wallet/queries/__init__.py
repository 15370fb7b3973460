"""The cells of the wallet and how the shares came about."""
