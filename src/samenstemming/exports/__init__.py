"""What leaves the machine, in formats that others open."""
