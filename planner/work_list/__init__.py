"""One customer after the other, each with the next step and the form for it at hand."""
