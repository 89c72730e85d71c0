"""Beats, heart rate and markers as LSL streams, for programs that record beside us.

LabRecorder and its kin take these with EEG and video on one clock. On Linux and macOS
LSL's clock is the monotonic one that our session time comes from; elsewhere it is
compared once, at session zero.

What surprised us: told to stay on this machine, liblsl still listens for data on every
network interface; its settings reach discovery only. So on Linux each of its sockets is
bound to the loopback device before a single sample is pushed, and where that cannot be
done the ports are named, so that whoever runs this can be told. And liblsl reads its
settings once per process: they have to be given before anything of it is used.

A stream for other programs is an export: it needs the same consent.

Source: labstreaminglayer.readthedocs.io, LSLAPI.cfg.
"""

import json
import os
import socket
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, Protocol

from samenstemming.consent import RESEARCH_EXPORT, consent_by_wearer, whose_missing
from samenstemming.errors import ExportError, SamenstemmingError
from samenstemming.events import Event, Marker, Wearer
from samenstemming.exports.dates import Dates, without_clock
from samenstemming.exports.markers import WORDS_IN_DATA
from samenstemming.series import Beat, Derived, HeartRate
from samenstemming.words import sentence

if TYPE_CHECKING:
    from samenstemming.session.plan import Plan

LOOPBACK: Final = """\
[ports]
IPv6 = disable
[multicast]
ResolveScope = machine
ListenAddress = 127.0.0.1
AddressesOverride = {127.0.0.1}
[lab]
KnownPeers = {127.0.0.1}
[log]
level = -3
"""

BEATS: Final = (("rr_ms", "ms"), ("t_sd_s", "s"), ("run", "count"))
RATE: Final = (("heart_rate_bpm", "beats/min"),)
MARKERS: Final = (("name", ""), ("details", "JSON"))
"""Channels, as in the XDF export."""


class _Stream(Protocol):
    """What is used of pylsl's outlet, which has no types of its own."""

    def push_sample(self, x: Sequence[float | str], timestamp: float) -> None: ...


class LslOutlet:
    """The streams of one run. Nothing is pushed before `begin`."""

    def __init__(
        self, wearers: Iterable[Wearer], *, source: str, settings_digest: str
    ) -> None:
        pylsl = _library()
        before = _sockets()
        about = {"settings_digest": settings_digest, "source": source}
        self._clock: Callable[[], float] = pylsl.local_clock
        self._zero_s: float | None = None
        self._beats: dict[Wearer, _Stream] = {}
        self._rates: dict[Wearer, _Stream] = {}
        for wearer in wearers:
            of = f"samenstemming {wearer.value}"
            self._beats[wearer] = _stream(f"{of} beats", "RR", BEATS, about)
            self._rates[wearer] = _stream(f"{of} heart rate", "HeartRate", RATE, about)
        self._markers: _Stream | None = _stream(
            "samenstemming markers", "Markers", MARKERS, about
        )
        self.open_ports = _bind_to_loopback(before)
        """Ports that other machines may reach; none where they could be closed."""

    def begin(self, session_s: float) -> None:
        """Say what session time it is now."""
        self._zero_s = self._clock() - session_s

    def take(self, event: Event, derived: Sequence[Derived]) -> None:
        """Push what this event is and what it completed."""
        if self._zero_s is None:
            return
        if isinstance(event, Marker) and self._markers is not None:
            row = [event.name, _details(event)]
            self._markers.push_sample(row, self._zero_s + event.t_ns / 1e9)
        for value in derived:
            if isinstance(value, Beat) and value.wearer in self._beats:
                rr_ms = float("nan") if value.rr_ms is None else value.rr_ms
                self._beats[value.wearer].push_sample(
                    [rr_ms, value.t_sd_s, float(value.run)], self._zero_s + value.t_s
                )
            elif (
                isinstance(value, HeartRate)
                and value.wearer in self._rates
                and value.heart_rate_bpm is not None
            ):
                self._rates[value.wearer].push_sample(
                    [float(value.heart_rate_bpm)], self._zero_s + value.t_s
                )

    def close(self) -> None:
        """End the streams: their sockets close as the last reference goes."""
        self._zero_s = None
        self._beats, self._rates, self._markers = {}, {}, None


def outlet_of(plan: "Plan") -> LslOutlet | None:
    """The outlet that a plan asks for; None where it asks for none.

    SamenstemmingError without pylsl, ExportError without consent: before anything is
    recorded.
    """
    if not plan.lsl:
        return None
    given = consent_by_wearer(plan.consent, plan.straps)
    missing = [who.upper() for who in given if RESEARCH_EXPORT not in given[who]]
    if not plan.simulated and (missing or not given):
        who = whose_missing(missing if given else [])
        msg = sentence("wrong.export.lsl", who=who, scope=RESEARCH_EXPORT)
        raise ExportError(msg)
    return LslOutlet(
        plan.straps,
        source="simulated" if plan.simulated else "straps",
        settings_digest=plan.settings.digest(),
    )


def has_library() -> bool:
    """Whether pylsl and its liblsl are here."""
    try:
        _library()
    except SamenstemmingError:
        return False
    return True


def _library() -> ModuleType:
    """The module pylsl, told to stay on this machine."""
    try:
        import pylsl
    except (ImportError, RuntimeError, OSError) as error:
        # RuntimeError: pylsl is here and liblsl is not, or for another system.
        msg = (
            f"--lsl needs pylsl and its liblsl ({error}). Install them with "
            "pip install 'samenstemming[lsl]'."
        )
        raise SamenstemmingError(msg) from error
    pylsl.set_config_content(LOOPBACK)
    module: ModuleType = pylsl
    return module


def _stream(
    name: str,
    kind: str,
    channels: Sequence[tuple[str, str]],
    about: Mapping[str, str],
) -> _Stream:
    """An outlet of irregular rate with its channels described."""
    import pylsl

    text = kind == "Markers"
    info = pylsl.StreamInfo(
        name,
        kind,
        len(channels),
        pylsl.IRREGULAR_RATE,
        pylsl.cf_string if text else pylsl.cf_double64,
        f"{name} {about['settings_digest']}",
    )
    described = info.desc().append_child("channels")
    for label, unit in channels:
        one = described.append_child("channel")
        one.append_child_value("label", label)
        one.append_child_value("unit", unit)
    for key, value in about.items():
        info.desc().append_child_value(key, value)
    outlet: _Stream = pylsl.StreamOutlet(info)
    return outlet


def _details(marker: Marker) -> str:
    """The marker without free text and without a date: nobody has agreed to those."""
    data = without_clock(marker.data, Dates())
    content = {
        "wearer": None if marker.wearer is None else marker.wearer.value,
        "source": marker.source,
        "data": {key: of for key, of in data.items() if key not in WORDS_IN_DATA},
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False)


def _sockets() -> dict[int, str]:
    """The sockets of this process by descriptor, where the system lists them."""
    listed = Path("/proc/self/fd")
    if not listed.is_dir():
        return {}
    found = {}
    for entry in os.listdir(listed):  # noqa: PTH208 - iterdir would hold one open
        try:
            link = str((listed / entry).readlink())
        except OSError:
            continue  # the descriptor of the listing itself
        if link.startswith("socket:"):
            found[int(entry)] = link
    return found


def _bind_to_loopback(before: Mapping[int, str]) -> tuple[int, ...]:
    """Bind what has been opened since to the loopback device; ports left open."""
    if sys.platform != "linux":
        return (16572,)
    left_open = []
    for descriptor, link in _sockets().items():
        if before.get(descriptor) == link:
            continue
        with socket.socket(fileno=os.dup(descriptor)) as own:
            if own.family not in (socket.AF_INET, socket.AF_INET6):
                continue
            try:
                own.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo\0")
            except OSError:
                if own.getsockname()[0] != "127.0.0.1":
                    left_open.append(own.getsockname()[1])
    return tuple(sorted(set(left_open)))
