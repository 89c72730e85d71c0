"""The app and the demo: screens in this process, a collector in one of its own."""

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, cast

from samenstemming.cli.printing import language, tell, words
from samenstemming.errors import RecordingError, SamenstemmingError

Launch = Callable[..., int]
"""`launch(file, *, port, open_browser, language, announce, lan) -> exit code`."""

INSTALLED: Final = "samenstemming_dashboards"
"""The screens' name in a wheel."""


def open_app(arguments: Namespace) -> int:
    """Open the app, with a recording or without."""
    file: Path | None = arguments.file
    if file is not None:
        from samenstemming.recording import tail

        tail(file)  # whatever is wrong with it is said here and not in a browser
    return _launch(file, arguments)


def demo(arguments: Namespace) -> int:
    """Open the app with two simulated straps, which end with it."""
    from samenstemming.session.launch import start_collector

    launcher()  # fail before anything is recorded
    kind = "simulated-radio" if arguments.radio else "simulated"
    strap = f"{kind}:{arguments.seed}"
    collector = start_collector(
        a=strap,
        b=strap,
        path=_demo_path(),
        minutes=arguments.minutes,
        label="demo",
        speed=arguments.speed,
        ecg=arguments.ecg,
        with_parent=True,
    )
    try:
        tell(words("cli.demo_started", path=collector.path))
        return _launch(collector.path, arguments)
    finally:
        collector.stop()


def launcher() -> Launch:
    """The function that starts the app: of the checkout, or of the wheel.

    An editable install copies the screens into the environment once, under the wheel's
    name, and that copy grows old: in a checkout its own folder counts.
    """
    checkout = Path(__file__).parents[3]
    if (checkout / "dashboards" / "launch.py").is_file():
        if str(checkout) not in sys.path:
            sys.path.insert(0, str(checkout))
        return cast("Launch", import_module("dashboards.launch").launch)
    if find_spec(INSTALLED) is not None:
        return cast("Launch", import_module(f"{INSTALLED}.launch").launch)
    raise SamenstemmingError(words("cli.no_dashboards"))


def _launch(file: Path | None, arguments: Namespace) -> int:
    return launcher()(
        file,
        port=arguments.port,
        open_browser=not arguments.no_browser,
        language=language().value,
        announce=tell,
        lan=arguments.lan,
    )


def _demo_path() -> Path:
    """A name in the default folder; in a temporary one where that cannot be made."""
    from samenstemming.recording.locations import new_path

    now = datetime.now().astimezone()
    try:
        return new_path(now, "demo")
    except RecordingError:
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="samenstemming-"))
        return new_path(now, "demo", folder)
