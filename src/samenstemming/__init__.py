"""Two straps, one conversation: heartbeats of two people on one clock.

The public names, nothing else. Heavy libraries load where they are first used.
"""
