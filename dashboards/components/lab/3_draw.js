// Painting. Each lane is a canvas of its own over the same stretch of time.
//
// A is solid and B dashed. A gap is a hatched band with its reason: nothing is drawn
// through it. What the strap itself says runs ahead of the beats, thin, until they are
// settled some seconds later.

const LEFT = 34;
const RIGHT = 12;

class Lane {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
  }

  // Clears and returns the frame to paint in, or null where there is no room.
  begin(view, bottom = 9) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const scale = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (w < 40 || h < 10) return null;
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
    }
    const c = this.context;
    c.setTransform(scale, 0, 0, scale, 0, 0);
    c.clearRect(0, 0, width, height);
    c.lineJoin = "round";
    const inner = width - LEFT - RIGHT;
    return {
      c,
      left: LEFT,
      right: width - RIGHT,
      top: 11,
      bottom: height - bottom,
      width: inner,
      x: (t) => LEFT + ((t - view.from) / view.span) * inner,
      t: (x) => view.from + ((x - LEFT) / inner) * view.span,
    };
  }
}

function paintGrid(f, look, values, y, view) {
  const { c } = f;
  c.font = look.small;
  c.textBaseline = "middle";
  c.textAlign = "right";
  c.lineWidth = 1;
  for (const value of values) {
    c.strokeStyle = look.line;
    line(c, f.left, y(value), f.right, y(value));
    c.fillStyle = look.muted;
    c.fillText(look.number(value, 0), f.left - 7, y(value));
  }
  const step = tickStep(view.span, f.width);
  c.strokeStyle = look.line;
  c.globalAlpha = 0.6;
  for (let t = Math.ceil(Math.max(view.from, 0) / step) * step; t <= view.to; t += step) {
    line(c, f.x(t), f.top, f.x(t), f.bottom);
  }
  c.globalAlpha = 1;
}

function line(c, x0, y0, x1, y1) {
  c.beginPath();
  c.moveTo(x0, y0);
  c.lineTo(x1, y1);
  c.stroke();
}

function clipTo(f, paint) {
  f.c.save();
  f.c.beginPath();
  f.c.rect(f.left, 0, f.width, f.bottom + 20);
  f.c.clip();
  paint();
  f.c.restore();
}

function paintHeart(lane, session, view, w, range, look, words) {
  const f = lane.begin(view);
  if (!f) return;
  const y = (bpm) =>
    f.bottom - ((bpm - range[0]) / (range[1] - range[0])) * (f.bottom - f.top);
  const values = [];
  const step = range[1] - range[0] > 60 ? 20 : 10;
  for (let v = range[0]; v <= range[1]; v += step) values.push(v);
  paintGrid(f, look, values, y, view);
  clipTo(f, () => {
    paintGaps(f, session.of[w].gaps, look, words);
    paintMarkers(f, session.markers, look);
    paintRibbon(f, session.of[w].hrv, view, look);
    paintSmooth(f, session.of[w].hrv, view, w, y, look);
    paintBeats(f, session.of[w].beats, view, w, y, look);
    paintLeftOut(f, session.of[w].left_out, view, y, look);
    paintAhead(f, session.of[w], view, w, y, look);
  });
}

function paintGaps(f, gaps, look, words) {
  for (let i = 0; i < gaps.t.length; i++) {
    const ends = [Math.max(f.x(gaps.t[i]), f.left), Math.min(f.x(gaps.end[i]), f.right)];
    paintGap(f, ends, words[`gap.${gaps.reason[i]}`] ?? gaps.reason[i], look, 12);
  }
}

function paintBeats(f, beats, view, w, y, look) {
  const first = Math.max(countUntil(beats.t, view.from) - 2, 0);
  const last = Math.min(countUntil(beats.t, view.to) + 1, beats.t.length);
  const dense = (last - first) / f.width;
  const { c } = f;
  c.strokeStyle = c.fillStyle = look[w];
  if (dense > 1) {
    paintColumns(f, beats, first, last, y);
    return;
  }
  c.lineWidth = 1.75;
  c.setLineDash(w === "b" ? [7, 4] : []);
  c.beginPath();
  let run = null;
  for (let i = first; i < last; i++) {
    if (beats.bpm[i] === null) continue;
    const [x, height] = [f.x(beats.t[i]), y(beats.bpm[i])];
    if (beats.run[i] === run) c.lineTo(x, height);
    else c.moveTo(x, height);
    run = beats.run[i];
  }
  c.stroke();
  c.setLineDash([]);
  if (dense > 0.35) return;
  const size = dense > 0.15 ? 1.5 : 2.4;
  c.beginPath();
  for (let i = first; i < last; i++) {
    if (beats.bpm[i] === null) continue;
    const height = Math.min(Math.max(y(beats.bpm[i]), f.top), f.bottom);
    c.moveTo(f.x(beats.t[i]) + size, height);
    c.arc(f.x(beats.t[i]), height, size, 0, 7);
  }
  c.fill();
}

const WINDOW_S = 60;

// How much of each minute is known: a high strip is good, a low one fair, none unusable.
function paintRibbon(f, hrv, view, look) {
  const { c } = f;
  c.fillStyle = look.muted;
  const first = countUntil(hrv.t, view.from);
  const last = Math.min(countUntil(hrv.t, view.to) + 1, hrv.t.length);
  const wide = Math.max(f.x(1) - f.x(0), 1);
  let reached = -Infinity;
  for (let i = first; i < last; i++) {
    const x = Math.floor(f.x(hrv.t[i]) - wide);
    if (x <= reached || hrv.verdict[i] === "unusable") continue;
    const high = hrv.verdict[i] === "good" ? 4 : 2;
    c.fillRect(x, f.top - 6, Math.ceil(wide) + 0.5, high);
    reached = x;
  }
}

// The mean of each minute, in its middle: what the beats vary around.
function paintSmooth(f, hrv, view, w, y, look) {
  const { c } = f;
  c.strokeStyle = look[w];
  c.globalAlpha = 0.3;
  c.lineWidth = 5;
  c.beginPath();
  let before = null;
  const last = Math.min(countUntil(hrv.t, view.to + WINDOW_S) + 1, hrv.t.length);
  for (let i = Math.max(countUntil(hrv.t, view.from) - 1, 0); i < last; i++) {
    if (hrv.bpm[i] === null) {
      before = null;
      continue;
    }
    const [x, height] = [f.x(hrv.t[i] - WINDOW_S / 2), y(hrv.bpm[i])];
    if (before !== null && hrv.t[i] - before < 10) c.lineTo(x, height);
    else c.moveTo(x, height);
    before = hrv.t[i];
  }
  c.stroke();
  c.globalAlpha = 1;
}

// A cross: this interval was measured, and the live windows do not count it.
function paintLeftOut(f, table, view, y, look) {
  const { c } = f;
  c.strokeStyle = look.text;
  c.lineWidth = 1.5;
  c.beginPath();
  for (let i = countUntil(table.t, view.from); i < countUntil(table.t, view.to); i++) {
    const x = f.x(table.t[i]);
    const height = Math.min(Math.max(y(table.bpm[i]), f.top + 4), f.bottom - 4);
    c.moveTo(x - 4, height - 4);
    c.lineTo(x + 4, height + 4);
    c.moveTo(x - 4, height + 4);
    c.lineTo(x + 4, height - 4);
  }
  c.stroke();
}

// Many beats to a pixel: each column from its lowest to its highest.
function paintColumns(f, beats, first, last, y) {
  const { c } = f;
  c.lineWidth = 1;
  c.beginPath();
  let [column, low, high] = [null, 0, 0];
  const flush = () => {
    if (column === null) return;
    c.moveTo(column + 0.5, y(low) + 0.75);
    c.lineTo(column + 0.5, y(high) - 0.75);
  };
  for (let i = first; i < last; i++) {
    const bpm = beats.bpm[i];
    if (bpm === null) continue;
    const x = Math.floor(f.x(beats.t[i]));
    if (x !== column) {
      flush();
      [column, low, high] = [x, bpm, bpm];
    } else {
      low = Math.min(low, bpm);
      high = Math.max(high, bpm);
    }
  }
  flush();
  c.stroke();
}

// What the strap says after its newest settled beat.
function paintAhead(f, own, view, w, y, look) {
  const newest = own.beats.t.at(-1) ?? -1;
  const { rates } = own;
  const { c } = f;
  c.globalAlpha = 0.55;
  c.strokeStyle = c.fillStyle = look[w];
  c.lineWidth = 1;
  c.setLineDash(w === "b" ? [3, 3] : []);
  c.beginPath();
  let previous = newest >= 0 ? [newest, own.beats.bpm.at(-1)] : null;
  const dots = [];
  for (let i = countUntil(rates.t, Math.max(newest, view.from - 2)); i < rates.t.length; i++) {
    if (rates.bpm[i] === null) continue;
    const here = [rates.t[i], rates.bpm[i]];
    if (previous?.[1] && here[0] - previous[0] < 3) {
      c.moveTo(f.x(previous[0]), y(previous[1]));
      c.lineTo(f.x(here[0]), y(here[1]));
    }
    dots.push(here);
    previous = here;
  }
  c.stroke();
  c.setLineDash([]);
  for (const [t, bpm] of dots) {
    c.beginPath();
    c.arc(f.x(t), y(bpm), 2, 0, 7);
    c.stroke();
  }
  c.globalAlpha = 1;
}

function paintMarkers(f, markers, look) {
  const { c } = f;
  c.strokeStyle = look.muted;
  c.lineWidth = 1;
  c.setLineDash([1, 3]);
  for (const t of markers.t) line(c, f.x(t), f.top, f.x(t), f.bottom);
  c.setLineDash([]);
}

function paintCursor(lane, view, t, look) {
  if (t === null || t < view.from || t > view.to) return;
  const { context: c, canvas } = lane;
  const x = LEFT + ((t - view.from) / view.span) * (canvas.clientWidth - LEFT - RIGHT);
  c.strokeStyle = look.text;
  c.lineWidth = 1;
  line(c, x, 4, x, canvas.clientHeight);
}
