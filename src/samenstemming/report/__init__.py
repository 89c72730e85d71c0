"""One page about one recording, for a researcher or for the couple themselves.

A report is one HTML file without anything outside it: no script, no font, no address.
The browser prints it as PDF. It holds no date of making, so the same recording and
settings give the same bytes.
"""
