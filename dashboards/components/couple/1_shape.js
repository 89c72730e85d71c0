// The one shape of the two, and the circle to breathe with. Everything glides: a shape
// becomes another over a quarter of a minute, so that nobody reads a moment into it.

const GLIDE_S = 6;
const IN_S = 4;
const OUT_S = 6;

// How high each wave on the edge is, as a part of the radius; more waves are busier.
const EDGES = {
  unknown: [0, 0, 0, 0],
  calm: [0.035, 0.02, 0, 0],
  settling_together: [0.04, 0.03, 0.012, 0],
  busier: [0.03, 0.045, 0.04, 0.022],
  rising_together: [0.03, 0.05, 0.05, 0.034],
};
const WAVES = [2, 3, 5, 8];
const TURNS_S = [47, -61, 53, -43];

class Shape {
  constructor() {
    this.edge = [...EDGES.unknown];
    this.known = 0;
    this.clock = 0;
  }

  // One step of time towards the shape of this name.
  glide(name, seconds, still) {
    const share = 1 - Math.exp(-seconds / GLIDE_S);
    const aim = EDGES[name] ?? EDGES.unknown;
    this.edge = this.edge.map((now, i) => now + (aim[i] - now) * share);
    this.known += ((name === "unknown" ? 0 : 1) - this.known) * share;
    if (!still) this.clock += seconds;
  }

  path(x, y, radius) {
    const path = new Path2D();
    for (let i = 0; i < 180; i += 1) {
      const angle = (i / 180) * 2 * Math.PI;
      const wave = this.edge.reduce((sum, height, k) => {
        const turn = (this.clock / TURNS_S[k]) * 2 * Math.PI;
        return sum + height * Math.sin(WAVES[k] * angle + turn);
      }, 1);
      path.lineTo(x + radius * wave * Math.cos(angle), y + radius * wave * Math.sin(angle));
    }
    path.closePath();
    return path;
  }

  draw(pen, width, height, colours) {
    const radius = Math.min(width, height) * 0.4;
    const path = this.path(width / 2, height / 2, radius);
    pen.globalAlpha = this.known;
    pen.fillStyle = colours.shape_fill;
    pen.fill(path);
    pen.globalAlpha = 1;
    const plain = this.known < 0.5;
    pen.strokeStyle = plain ? colours.muted : colours.shape;
    pen.lineWidth = plain ? 2 : 3;
    pen.setLineDash(plain ? [3, 9] : []);
    pen.lineCap = "round";
    pen.stroke(path);
    pen.setLineDash([]);
    if (plain) return;
    for (const part of [0.72, 0.46]) {
      pen.lineWidth = 1.5;
      pen.globalAlpha = (this.known - 0.5) * part;
      pen.stroke(this.path(width / 2, height / 2, radius * part));
    }
    pen.globalAlpha = 1;
  }
}

// Where in a breath a moment is: whether in or out, and how full, 0-1.
function breathAt(seconds) {
  const at = seconds % (IN_S + OUT_S);
  const inward = at < IN_S;
  const share = inward ? at / IN_S : 1 - (at - IN_S) / OUT_S;
  return { inward, full: (1 - Math.cos(Math.PI * share)) / 2 };
}

function drawBreath(pen, width, height, full, colours) {
  const most = Math.min(width, height) * 0.46;
  const circle = (radius) => {
    const path = new Path2D();
    path.arc(width / 2, height / 2, radius, 0, 2 * Math.PI);
    return path;
  };
  pen.strokeStyle = colours.line;
  pen.lineWidth = 1.5;
  pen.stroke(circle(most));
  const now = circle(most * (0.5 + 0.5 * full));
  pen.fillStyle = colours.shape_fill;
  pen.fill(now);
  pen.strokeStyle = colours.shape;
  pen.lineWidth = 3;
  pen.stroke(now);
}
