// Which stretch of time is on screen, and what time it is in the session now.
//
// The session's clock is its newest event plus the time since that was heard. An event
// that comes later than the earliest so far was only under way for longer, so the
// clock does not go back for it; it gives in slowly.

class Clock {
  // A simulated session may run faster than a second a second.
  constructor(speed = 1) {
    this.speed = speed;
    this.offset = null;
  }

  hear(t, now) {
    const offset = t - now * this.speed;
    if (this.offset === null || offset > this.offset || offset < this.offset - 5) {
      this.offset = offset;
    } else {
      this.offset += (offset - this.offset) * 0.02;
    }
  }

  // Session time now; it stands still once nothing was heard for `AHEAD` seconds.
  now(session, now) {
    if (this.offset === null) return 0;
    if (session.finished) return session.t;
    const t = now * this.speed + this.offset;
    return Math.min(Math.max(t, session.t), session.t + AHEAD * this.speed);
  }
}

const AHEAD = 3;
const SHORTEST_SPAN = 10;

class View {
  constructor() {
    this.span = 120;
    this.to = 0;
    this.follow = true;
    this.whole = false;
    this.end = 0;
  }

  get from() {
    return this.to - this.span;
  }

  // Called for each frame with the session's end: now, or where it stopped.
  settle(end) {
    this.end = end;
    if (this.whole) this.span = Math.max(end, SHORTEST_SPAN);
    const last = Math.max(end, this.span);
    if (this.follow || this.whole) this.to = last;
    else this.to = Math.min(Math.max(this.to, this.span), last);
  }

  show(span) {
    this.whole = span === 0;
    if (!this.whole) this.span = span;
    if (this.whole || this.to >= this.end - 1) this.follow = true;
  }

  pan(seconds) {
    this.whole = false;
    this.to += seconds;
    this.follow = this.to >= this.end - 0.001;
  }

  zoom(factor, around) {
    const span = Math.min(
      Math.max(this.span * factor, SHORTEST_SPAN),
      Math.max(this.end, SHORTEST_SPAN),
    );
    const kept = span / this.span;
    this.to = around + (this.to - around) * kept;
    this.span = span;
    this.whole = span >= this.end;
    this.follow = this.to >= this.end - 0.001;
  }

  toEnd() {
    this.follow = true;
    this.to = Math.max(this.end, this.span);
  }
}

// 754 -> "12:34", 4354 -> "1:12:34"
function clockText(seconds) {
  const s = Math.max(0, Math.floor(seconds + 1e-6));
  const two = (n) => String(n).padStart(2, "0");
  const rest = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return s < 3600 ? rest : `${Math.floor(s / 3600)}:${rest}`;
}

const TICKS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

function tickStep(span, width) {
  return TICKS.find((step) => (step / span) * width >= 72) ?? 14400;
}
