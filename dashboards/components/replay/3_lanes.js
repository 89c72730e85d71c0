// Heart rates with their corrections, variability, steps and marks.
//
// A is solid and B dashed. Where there are several beats to a pixel, each column of
// pixels is drawn from its lowest to its highest: nothing that was measured is left out.

function paintHeart(f, record, view, w, look, words, corrections) {
  const of = record.of[w];
  const [low, high] = record.range;
  const y = (bpm) => f.bottom - ((bpm - low) / (high - low)) * (f.bottom - f.top);
  const values = [];
  for (let v = low; v <= high; v += high - low > 60 ? 20 : 10) values.push(v);
  paintScale(f, look, values, y);
  clipTo(f, () => {
    paintGaps(f, of.gaps, look, words);
    const first = Math.max(countUntil(of.t, view.from) - 2, 0);
    const last = Math.min(countUntil(of.t, view.to) + 1, of.t.length);
    const dense = (last - first) / f.width;
    const { c } = f;
    c.strokeStyle = c.fillStyle = look[w];
    if (dense > 1) paintColumns(f, of, first, last, y, corrections);
    else if (!corrections) paintLine(f, of, "t", "bpm", first, last, y, w, (i) => of.run[i] === of.run[i - 1]);
    if (dense < 0.35) paintDots(f, of, first, last, y, dense);
    if (!corrections) return;
    if (dense <= 1) {
      const a = Math.max(countUntil(of.nn_t, view.from) - 2, 0);
      const b = Math.min(countUntil(of.nn_t, view.to) + 1, of.nn_t.length);
      c.strokeStyle = look[w];
      paintLine(f, of, "nn_t", "nn_bpm", a, b, y, w, (i) => of.nn_t[i] - of.nn_t[i - 1] < 2.5);
    }
    paintCorrected(f, of, first, last, y, look, dense);
  });
}

function paintLine(f, of, times, values, first, last, y, w, joined) {
  const { c } = f;
  c.lineWidth = 1.75;
  c.setLineDash(w === "b" ? [7, 4] : []);
  c.beginPath();
  let open = false;
  for (let i = first; i < last; i++) {
    const value = of[values][i];
    if (Number.isNaN(value)) {
      open = false;
      continue;
    }
    const x = f.x(of[times][i]);
    if (open && joined(i)) c.lineTo(x, y(value));
    else c.moveTo(x, y(value));
    open = true;
  }
  c.stroke();
  c.setLineDash([]);
}

function paintDots(f, of, first, last, y, dense) {
  const { c } = f;
  const size = dense > 0.15 ? 1.5 : 2.4;
  c.beginPath();
  for (let i = first; i < last; i++) {
    if (Number.isNaN(of.bpm[i])) continue;
    const height = Math.min(Math.max(y(of.bpm[i]), f.top + 2), f.bottom - 2);
    c.rect(f.x(of.t[i]) - size, height - size, 2 * size, 2 * size);
  }
  c.fill();
}

// What was corrected is left to its stroke at the top while corrections are shown.
function paintColumns(f, { t: times, bpm: values, flag }, first, last, y, corrections) {
  const { c } = f;
  c.lineWidth = 1;
  c.beginPath();
  let column = null;
  let low = 0;
  let high = 0;
  for (let i = first; i < last; i++) {
    const value = values[i];
    if (Number.isNaN(value) || (corrections && flag[i])) continue;
    const x = Math.floor(f.x(times[i]));
    if (x !== column) {
      if (column !== null) {
        c.moveTo(column + 0.5, y(low) + 0.75);
        c.lineTo(column + 0.5, y(high) - 0.75);
      }
      column = x;
      low = high = value;
    } else if (value < low) low = value;
    else if (value > high) high = value;
  }
  if (column !== null) {
    c.moveTo(column + 0.5, y(low) + 0.75);
    c.lineTo(column + 0.5, y(high) - 0.75);
  }
  c.stroke();
}

const MANUAL = 5;

// A cross on what correction replaced or left out, a diamond on what a person changed;
// from afar a stroke at the top of the lane for each.
function paintCorrected(f, of, first, last, y, look, dense) {
  const { c } = f;
  c.strokeStyle = look.text;
  c.lineWidth = 1.25;
  c.beginPath();
  for (let i = first; i < last; i++) {
    if (!of.flag[i]) continue;
    const x = f.x(of.t[i]);
    if (dense > 0.35 || Number.isNaN(of.bpm[i])) {
      c.moveTo(x, f.top);
      c.lineTo(x, f.top + 6);
      continue;
    }
    const height = Math.min(Math.max(y(of.bpm[i]), f.top + 5), f.bottom - 5);
    if (of.flag[i] === MANUAL) {
      for (const [dx, dy] of [[0, -6], [6, 0], [0, 6], [-6, 0], [0, -6]]) {
        if (dy === -6 && dx === 0) c.moveTo(x, height - 6);
        c.lineTo(x + dx, height + dy);
      }
      continue;
    }
    c.moveTo(x - 4, height - 4);
    c.lineTo(x + 4, height + 4);
    c.moveTo(x + 4, height - 4);
    c.lineTo(x - 4, height + 4);
  }
  c.stroke();
}

function paintSpread(f, record, view, look) {
  const [low, high] = record.spread;
  const y = (ms) => f.bottom - ((ms - low) / (high - low)) * (f.bottom - f.top);
  const step = high - low > 120 ? 40 : 20;
  const values = [];
  for (let v = low; v <= high; v += step) values.push(v);
  paintScale(f, look, values, y);
  clipTo(f, () => {
    for (const w of record.head.wearers) {
      const { hrv_t: times, rmssd } = record.of[w];
      const first = Math.max(countUntil(times, view.from) - 1, 0);
      const last = Math.min(countUntil(times, view.to) + 1, times.length);
      // It is smooth over a minute: one second in so many says as much.
      const stride = Math.max(1, Math.floor((last - first) / f.width));
      const { c } = f;
      c.strokeStyle = look[w];
      c.lineWidth = 1.75;
      c.setLineDash(w === "b" ? [7, 4] : []);
      c.beginPath();
      let open = false;
      for (let i = first - (first % stride); i < last; i += stride) {
        if (Number.isNaN(rmssd[i])) {
          open = false;
          continue;
        }
        if (open) c.lineTo(f.x(times[i]), y(rmssd[i]));
        else c.moveTo(f.x(times[i]), y(rmssd[i]));
        open = true;
      }
      c.stroke();
      c.setLineDash([]);
    }
  });
}

// Three rows: steps with the turns in them, moments, marks and own codes.
function paintStrip(f, record, look, words, { moments, codes }) {
  const { c } = f;
  const rows = [f.top + 2, f.top + 30, f.top + 54];
  clipTo(f, () => {
    c.textBaseline = "middle";
    c.textAlign = "left";
    c.font = look.small;
    for (const step of record.head.steps) paintBar(f, step, rows[0], 22, look.band, step.id, look);
    for (const turn of record.head.turns) {
      for (const w of turn.speakers) {
        c.strokeStyle = look[w];
        c.lineWidth = 3;
        c.setLineDash(w === "b" ? [6, 3] : []);
        const height = rows[0] + (w === "a" ? 22 : 25);
        line(c, f.x(turn.start_s), height, f.x(turn.end_s), height);
      }
    }
    c.setLineDash([]);
    for (const moment of moments) {
      const name = words[`moment.${moment.kind}`] ?? moment.kind;
      paintBar(f, moment, rows[1], 18, look.surface, name, look);
    }
    paintSigns(f, record.head.marks, rows[2] + 8, look, (mark) => markText(mark, words), false);
    paintSigns(f, codes, rows[2] + 8, look, (code) => code.code, true);
  });
}

function paintBar(f, span, y, height, fill, text, look) {
  const { c } = f;
  const x0 = Math.max(f.x(span.start_s), f.left - 20);
  const x1 = Math.min(f.x(span.end_s), f.right + 20);
  if (x1 < f.left || x0 > f.right) return;
  const width = Math.max(x1 - x0 - 1, 2);
  c.fillStyle = fill;
  c.fillRect(x0, y, width, height);
  c.strokeStyle = look.hatch;
  c.lineWidth = 1;
  c.strokeRect(x0 + 0.5, y + 0.5, width, height);
  c.fillStyle = look.text;
  if (width > 26) c.fillText(fitted(c, text, width - 12), Math.max(x0, f.left) + 6, y + height / 2 + 1);
}

function paintSigns(f, signs, y, look, say, round) {
  const { c } = f;
  const seen = signs.filter(({ t_s: t }) => f.x(t) > f.left - 200 && f.x(t) < f.right + 10);
  seen.forEach((sign, k) => {
    const x = f.x(sign.t_s);
    c.fillStyle = look.text;
    c.beginPath();
    if (round) c.arc(x, y, 4.5, 0, 7);
    else for (const [dx, dy] of [[0, -5], [4, 0], [0, 5], [-4, 0]]) c.lineTo(x + dx, y + dy);
    c.fill();
    const room = (seen[k + 1] ? f.x(seen[k + 1].t_s) : f.right + 4) - x - 16;
    c.fillText(fitted(c, say(sign), room), x + 8, y + 1);
  });
}

function markText(mark, words) {
  const name = mark.name === "marker" ? words["lab.marker.word"] : mark.name;
  return mark.name === "marker" && mark.note ? mark.note : [name, mark.note].filter(Boolean).join(" · ");
}

function paintAxis(f, view, look) {
  const { c } = f;
  c.font = look.small;
  c.fillStyle = look.muted;
  c.textAlign = "center";
  c.textBaseline = "top";
  for (const t of ticksOf(view, f.width)) {
    if (f.x(t) > f.left + 12 && f.x(t) < f.right - 6) c.fillText(clockText(t), f.x(t), f.top + 5);
  }
}
