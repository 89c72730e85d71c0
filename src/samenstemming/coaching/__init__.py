"""Frames in, cues out: when to say something, and when to be silent. Pure."""
