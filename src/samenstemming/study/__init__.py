"""A study: what is agreed before the first couple comes, and kept to.

Pure: text in, values out. Files, locks and random draws are the session's business.
"""
