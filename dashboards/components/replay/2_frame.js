// One canvas, in lanes over the same stretch of time.

const LEFT = 38;
const RIGHT = 12;
const LANES = [
  { name: "a", height: 120 },
  { name: "b", height: 120 },
  { name: "rmssd", height: 96 },
  { name: "map", height: 150 },
  { name: "strip", height: 78 },
  { name: "axis", height: 20 },
];
const HEAD = 20;

function line(c, x0, y0, x1, y1) {
  c.beginPath();
  c.moveTo(x0, y0);
  c.lineTo(x1, y1);
  c.stroke();
}

// The text, or as much of it as there is room for; nothing where that says nothing.
function fitted(c, text, room) {
  if (c.measureText(text).width <= room) return text;
  let n = text.length;
  while (n > 3 && c.measureText(`${text.slice(0, n)}…`).width > room) n--;
  return n > 3 ? `${text.slice(0, n)}…` : "";
}

class Frames {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false });
  }

  // Clears and returns the frame of each lane by name, or null without room.
  begin(view, look, lanes) {
    const width = this.canvas.clientWidth;
    const height = lanes.reduce((sum, lane) => sum + lane.height + HEAD, 0) - HEAD;
    const scale = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (w < 60) return null;
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
      this.canvas.style.height = `${height}px`;
    }
    const c = this.context;
    c.setTransform(scale, 0, 0, scale, 0, 0);
    c.fillStyle = look.background;
    c.fillRect(0, 0, width, height);
    c.lineJoin = "round";
    const inner = width - LEFT - RIGHT;
    const frames = { c, height, width };
    let top = 0;
    for (const lane of lanes) {
      const own = lane.name === "axis" ? 0 : HEAD;
      frames[lane.name] = {
        c,
        left: LEFT,
        right: width - RIGHT,
        width: inner,
        head: top,
        top: top + own,
        bottom: top + own + lane.height,
        x: (t) => LEFT + ((t - view.from) / view.span) * inner,
        t: (x) => view.from + ((x - LEFT) / inner) * view.span,
      };
      top += own + lane.height;
    }
    return frames;
  }
}

function clipTo(f, paint) {
  f.c.save();
  f.c.beginPath();
  f.c.rect(f.left, f.top, f.width, f.bottom - f.top);
  f.c.clip();
  paint();
  f.c.restore();
}

function paintTitle(f, look, title, about = "") {
  const { c } = f;
  c.textBaseline = "middle";
  c.textAlign = "left";
  c.font = look.bold;
  c.fillStyle = look.text;
  c.fillText(title, f.left, f.head + 11);
  if (!about) return;
  const at = f.left + c.measureText(title).width + 10;
  c.font = look.small;
  c.fillStyle = look.muted;
  c.fillText(fitted(c, about, f.right - at), at, f.head + 11);
}

function paintScale(f, look, values, y) {
  const { c } = f;
  c.font = look.small;
  c.textBaseline = "middle";
  c.textAlign = "right";
  c.lineWidth = 1;
  for (const value of values) {
    c.strokeStyle = look.line;
    const at = Math.round(y(value)) + 0.5;
    line(c, f.left, at, f.right, at);
    c.fillStyle = look.muted;
    c.fillText(look.number(value, 0), f.left - 6, Math.min(at, f.bottom - 5));
  }
}

function ticksOf(view, width) {
  const step = tickStep(view.span, width);
  const found = [];
  for (let t = Math.ceil(Math.max(view.from, 0) / step) * step; t <= view.to; t += step) {
    found.push(t);
  }
  return found;
}

function paintGaps(f, gaps, look, words) {
  for (const gap of gaps) {
    const ends = [Math.max(f.x(gap.start_s), f.left), Math.min(f.x(gap.end_s), f.right)];
    paintGap(f, ends, words[`gap.${gap.reason}`] ?? gap.reason, look, 14);
  }
}
