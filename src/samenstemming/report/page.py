"""A report as one self-contained HTML page.

Jinja2 sets it, with everything escaped: a label or a note that holds markup is shown as
it was typed. The page's own policy allows no script and nothing from elsewhere, so a
report that is mailed on asks nothing of anybody's network.
"""

from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING

from samenstemming.report.section import Report

if TYPE_CHECKING:
    from jinja2 import Environment


def page(report: Report) -> str:
    """The HTML of a report."""
    return _environment().get_template("page.html").render(report=report)


def data_address(svg: str) -> str:
    """An SVG as a `data:` address, for an image that sees nothing of its page."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("samenstemming.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["address"] = data_address
    return environment
