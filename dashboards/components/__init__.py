"""Pieces of page with a browser side of their own."""
