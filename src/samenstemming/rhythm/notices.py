"""What the beat clocks pass on: notifications as they came, and as placed."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Notice:
    """A notification as it came; `reason` is why the stretch before it broke off."""

    arrival_s: float
    rr_s: tuple[float, ...]
    logged: bool
    reason: str | None


@dataclass(slots=True)
class Placed:
    """The beats of one notification in their run: sums of RR on the strap's clock.

    `before_s` is the sum at the beat that opens the first RR. Infinite bounds stand
    where a backlog says nothing about when the beats were.
    """

    segment: int
    number: int
    arrival_s: float
    run: int
    before_s: float
    first_s: float
    sums_s: list[float] = field(default_factory=list)
    rr_s: list[float | None] = field(default_factory=list)


@dataclass(slots=True)
class History:
    """One segment's notifications, kept only for the whole record."""

    numbers: list[int] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)
    period_s: float = 1.0
    regular: bool = True


@dataclass(slots=True)
class Estimate:
    """Offset of a run's RR clock in session time, its half-width, and its rate."""

    offset_s: float
    half_s: float
    rate: float
