"""What is written: nodes, indices, notation, quantities, substitution, derivatives; nothing here knows what is true."""
