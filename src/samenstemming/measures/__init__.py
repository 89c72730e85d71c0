"""Variability, synchrony, and what chance alone would give."""
