"""Many recordings at once: one command over a thousand sessions, tables for a paper.

`run.run` is the whole of it: a survey of the folder, one task a recording, one task a
tile of pairs, tables. Every task is a function of this package over values that can be
pickled, so that a loop, a pool of processes and a cluster give the same bytes.
"""
