"""One run: source → recorder → clean end, and the channel by which screens speak to it.

`collector` runs it, `protocol` is what may be said to it, `server` listens, `client`
asks, `launch` starts one as a process of its own.
"""
