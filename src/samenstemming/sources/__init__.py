"""Where events come from: straps, a simulated couple, other recorders' files."""
