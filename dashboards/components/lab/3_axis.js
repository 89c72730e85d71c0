// The foot of the plot: times, steps as bars, marks as flags.

function paintAxis(lane, session, view, look, words) {
  const f = lane.begin(view, 0);
  if (!f) return;
  const { c } = f;
  const step = tickStep(view.span, f.width);
  c.font = look.small;
  c.fillStyle = look.muted;
  c.textAlign = "center";
  c.textBaseline = "top";
  for (let t = Math.ceil(Math.max(view.from, 0) / step) * step; t <= view.to; t += step) {
    if (f.x(t) > f.left + 12 && f.x(t) < f.right - 6) c.fillText(clockText(t), f.x(t), 3);
  }
  c.textAlign = "left";
  clipTo(f, () => {
    paintSteps(f, session, look);
    paintFlags(f, session.markers, look, words);
  });
}

const STEP = /^step_(begin|end)$/;

// A step is a bar from its beginning to its end, or to now.
function paintSteps(f, session, look) {
  const { c } = f;
  const { markers } = session;
  let open = null;
  const bar = (from, to, name) => {
    const [x0, x1] = [Math.max(f.x(from), f.left - 20), Math.min(f.x(to), f.right + 20)];
    if (x1 < f.left || x0 > f.right) return;
    c.fillStyle = look.band;
    c.fillRect(x0, 20, Math.max(x1 - x0 - 1, 1), 18);
    c.fillStyle = look.text;
    c.fillText(fitted(c, name, x1 - x0 - 10), Math.max(x0, f.left) + 6, 23);
  };
  for (let i = 0; i < markers.t.length; i++) {
    if (!STEP.test(markers.name[i])) continue;
    if (open !== null) bar(markers.t[open], markers.t[i], markers.step[open] ?? "");
    open = markers.name[i] === "step_begin" ? i : null;
  }
  if (open !== null) bar(markers.t[open], session.t, markers.step[open] ?? "");
}

function paintFlags(f, markers, look, words) {
  const { c } = f;
  const shown = [];
  for (let i = 0; i < markers.t.length; i++) {
    const x = f.x(markers.t[i]);
    if (!STEP.test(markers.name[i]) && x > f.left - 300 && x < f.right + 20) shown.push([x, i]);
  }
  c.fillStyle = look.text;
  const height = markers.name?.some((name) => STEP.test(name)) ? 47 : 27;
  shown.forEach(([x, i], k) => {
    c.beginPath();
    for (const [dx, dy] of [[0, -5], [4, 0], [0, 5], [-4, 0]]) c.lineTo(x + dx, height + dy);
    c.fill();
    const room = (shown[k + 1]?.[0] ?? f.right + 4) - x - 16;
    c.fillText(fitted(c, markerText(markers, i, words), room), x + 8, height - 6);
  });
}

// The text, or as much of it as there is room for; nothing where that says nothing.
function fitted(c, text, room) {
  if (c.measureText(text).width <= room) return text;
  let n = text.length;
  while (n > 3 && c.measureText(`${text.slice(0, n)}…`).width > room) n--;
  return n > 3 ? `${text.slice(0, n)}…` : "";
}

function markerText(markers, i, words) {
  const own = markers.name[i].replace(/^marker:/, "");
  const name = own === "marker" ? words["lab.marker.word"] : (words[`lab.mark.${own}`] ?? own);
  const about = [own === "marker" && markers.note[i] ? "" : name, markers.note[i]];
  return about.filter(Boolean).join(" · ");
}
