// The map of synchrony: painted once into a picture of a pixel a cell, then only scaled.
//
// A map of two strangers is striped as well, so until the chance of each window is known
// the picture is faint and says that it waits. What is beyond chance gets an edge, solid
// where the two move alike and dashed where they move against each other: no meaning
// hangs on colour alone.

class MapPicture {
  constructor() {
    this.of = null;
    this.colours = null;
    this.pieces = [];
    this.edges = null;
  }

  prepare(map, chance, colours) {
    if (this.of !== map || this.colours !== colours) {
      this.of = map;
      this.colours = colours;
      this.pieces = piecesOf(map, colours);
      this.edges = null;
    }
    if (chance && !this.edges) this.edges = edgesOf(map, chance);
  }

  free() {
    this.pieces = [];
    this.edges = null;
    this.of = null;
  }
}

const channels = (colour) => [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));

// Stretches of columns without a hole, each a canvas of columns x lags.
function piecesOf(map, colours) {
  const n = map.lags_s.length;
  const t = map.columns.t;
  const [paper, alike, against] = [colours.background, colours.relation, colours.against].map(channels);
  const shades = new Uint8ClampedArray(256 * 4);
  for (let value = -127; value <= 127; value++) {
    const ink = value > 0 ? alike : against;
    const share = Math.abs(value) / 127;
    for (let k = 0; k < 3; k++) shades[(value + 128) * 4 + k] = paper[k] + (ink[k] - paper[k]) * share;
    shades[(value + 128) * 4 + 3] = 255;
  }
  const pieces = [];
  let first = 0;
  for (let i = 1; i <= t.length; i++) {
    if (i < t.length && t[i] - t[i - 1] < map.step_s * 1.5) continue;
    const canvas = document.createElement("canvas");
    canvas.width = i - first;
    canvas.height = n;
    const context = canvas.getContext("2d");
    const image = context.createImageData(canvas.width, n);
    const words = new Uint32Array(image.data.buffer);
    const colour = new Uint32Array(shades.buffer);
    for (let k = first; k < i; k++) {
      for (let lag = 0; lag < n; lag++) {
        words[(n - 1 - lag) * canvas.width + k - first] = colour[map.columns.r[k * n + lag] + 128];
      }
    }
    context.putImageData(image, 0, 0);
    pieces.push({ canvas, from: t[first] - map.step_s / 2, to: t[i - 1] + map.step_s / 2 });
    first = i;
  }
  return pieces;
}

// Edges of the cells beyond chance, as [time, lag row, time, lag row], by their time.
function edgesOf(map, chance) {
  const n = map.lags_s.length;
  const { t, r, judged } = map.columns;
  const p95 = chance.columns.p95 ?? new Float32Array(t.length).fill(Infinity);
  const sign = new Int8Array(t.length * n);
  for (let i = 0; i < t.length; i++) {
    if (!judged[i]) continue;
    const bound = p95[i] * 127;
    for (let k = 0; k < n; k++) {
      const value = r[i * n + k];
      if (Math.abs(value) > bound) sign[i * n + k] = value > 0 ? 1 : -1;
    }
  }
  const half = map.step_s / 2;
  const found = { alike: [], against: [] };
  const at = (i, k) => (i < 0 || i >= t.length || k < 0 || k >= n ? 0 : sign[i * n + k]);
  const joined = (i) => i > 0 && i < t.length && t[i] - t[i - 1] < map.step_s * 1.5;
  for (const [kind, own] of [["alike", 1], ["against", -1]]) {
    const edges = found[kind];
    for (let k = 0; k <= n; k++) {
      let since = -1;
      for (let i = 0; i <= t.length; i++) {
        const edge = i < t.length && (at(i, k - 1) === own) !== (at(i, k) === own);
        if (since >= 0 && (!edge || !joined(i))) {
          edges.push([t[since] - half, k, t[i - 1] + half, k]);
          since = -1;
        }
        if (edge && since < 0) since = i;
      }
    }
    for (let i = 0; i <= t.length; i++) {
      const near = joined(i);
      for (let k = 0; k < n; k++) {
        const here = at(i, k) === own;
        const before = near && at(i - 1, k) === own;
        if (here !== before && i < t.length) edges.push([t[i] - half, k, t[i] - half, k + 1]);
        if (!near && i > 0 && at(i - 1, k) === own) edges.push([t[i - 1] + half, k, t[i - 1] + half, k + 1]);
      }
    }
    edges.sort((one, other) => one[0] - other[0]);
  }
  return found;
}

function paintMap(f, record, picture, view, look, { outlined }) {
  const { c } = f;
  const { map, chance } = record;
  c.fillStyle = look.hatching(c);
  c.fillRect(f.left, f.top, f.width, f.bottom - f.top);
  if (!map || map.withheld) return;
  clipTo(f, () => {
    c.imageSmoothingEnabled = false;
    c.globalAlpha = chance ? 1 : 0.4;
    for (const piece of picture.pieces) {
      const [from, to] = [Math.max(piece.from, view.from), Math.min(piece.to, view.to)];
      if (to <= from) continue;
      const scale = piece.canvas.width / (piece.to - piece.from);
      const x = f.x(from);
      c.drawImage(
        piece.canvas,
        (from - piece.from) * scale, 0, (to - from) * scale, piece.canvas.height,
        x, f.top, f.x(to) - x, f.bottom - f.top,
      );
    }
    c.globalAlpha = 1;
    if (outlined && picture.edges) paintEdges(f, map, picture.edges, view, look);
  });
  const n = map.lags_s.length;
  const y = (lag) => f.bottom - ((lag - map.lags_s[0] + 0.25) / (map.lags_s[n - 1] - map.lags_s[0] + 0.5)) * (f.bottom - f.top);
  c.font = look.small;
  c.textAlign = "right";
  c.textBaseline = "middle";
  c.fillStyle = look.muted;
  for (const lag of [-10, -5, 0, 5, 10]) c.fillText(look.number(lag, 0), f.left - 6, Math.min(Math.max(y(lag), f.top + 6), f.bottom - 6));
  c.strokeStyle = look.muted;
  c.lineWidth = 1;
  c.setLineDash([2, 4]);
  line(c, f.left, y(0), f.right, y(0));
  c.setLineDash([]);
}

function paintEdges(f, map, edges, view, look) {
  const { c } = f;
  const n = map.lags_s.length;
  const row = (k) => f.bottom - (k / n) * (f.bottom - f.top);
  c.strokeStyle = look.text;
  c.lineWidth = 1;
  for (const [kind, dashes] of [["alike", []], ["against", [3, 2]]]) {
    c.setLineDash(dashes);
    c.beginPath();
    for (const [t0, k0, t1, k1] of edges[kind]) {
      if (t0 > view.to) break;
      if (t1 < view.from) continue;
      c.moveTo(f.x(t0), row(k0));
      c.lineTo(f.x(t1), row(k1));
    }
    c.stroke();
  }
  c.setLineDash([]);
}

// The strongest cell of the window nearest to t, with its bound; null where none is.
function strongest(record, t) {
  const { map, chance } = record;
  if (!map || map.withheld) return null;
  const i = nearest(map.columns.t, t, map.step_s);
  if (i < 0) return null;
  const n = map.lags_s.length;
  let best = 0;
  for (let k = 1; k < n; k++) {
    if (Math.abs(map.columns.r[i * n + k]) > Math.abs(map.columns.r[i * n + best])) best = k;
  }
  return {
    r: map.columns.r[i * n + best] / 127,
    lag: map.lags_s[best],
    p95: chance?.columns.p95?.[i] ?? null,
    judged: Boolean(map.columns.judged[i]),
  };
}
