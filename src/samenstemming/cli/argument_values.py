"""Parsers of single values on the command line: what is out of range is wrong usage."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path

from samenstemming.cli.printing import words


def number(least: float, most: float, *, above: bool = False) -> Callable[[str], float]:
    """A parser of numbers in a range; `above` leaves the least itself out."""

    def parse(text: str) -> float:
        value = float(text)
        if not math.isfinite(value) or not (
            (least < value if above else least <= value) and value <= most
        ):
            wanted = f"{'>' if above else '≥'} {least:g}, ≤ {most:g}"
            msg = words("cli.usage.number", text=text, range=wanted)
            raise argparse.ArgumentTypeError(msg)
        return value

    parse.__name__ = "number"
    return parse


def whole(least: int, most: int) -> Callable[[str], int]:
    """A parser of whole numbers in a range."""

    def parse(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            msg = words("cli.usage.number", text=text, range=f"≥ {least}, ≤ {most}")
            raise argparse.ArgumentTypeError(msg)
        return value

    parse.__name__ = "whole number"
    return parse


def named(text: str) -> str:
    """A parser of folders and addresses: a path would make one slash of the two."""
    return text if "://" in text else str(place(text))


def place(text: str) -> Path:
    """A parser of paths: without it an empty text would be the current folder."""
    if not text:
        raise argparse.ArgumentTypeError(words("cli.usage.no_name"))
    return Path(text)
