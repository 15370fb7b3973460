"""How roomy the house is: figures of its structure, to be compared between two commits."""
