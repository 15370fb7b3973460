"""What must hold in a plan file, and the sentences that say so."""
