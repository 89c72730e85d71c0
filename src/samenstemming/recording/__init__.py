"""The one file that survives."""
