// Whether the two move together: the line, and the band that chance alone fills.

function paintRelation(lane, session, view, look, words) {
  const f = lane.begin(view);
  if (!f) return;
  const y = (r) => (f.top + f.bottom) / 2 - (r * (f.bottom - f.top)) / 2;
  paintGrid(f, look, [-1, 0, 1], y, view);
  const { c } = f;
  const table = session.relation;
  clipTo(f, () => {
    paintMarkers(f, session.markers, look);
    for (const [i, j] of stretches(table)) {
      paintBand(f, table, i, j, y, look);
      paintR(f, table, i, j, y, look);
    }
  });
  c.font = look.small;
  c.fillStyle = look.muted;
  c.textAlign = "left";
  c.textBaseline = "middle";
  label(c, words["lab.together"], f.left + 6, y(0.86), look);
  label(c, words["lab.opposite"], f.left + 6, y(-0.86), look);
  if (!stretches(table).length) {
    c.textAlign = "center";
    c.font = look.normal;
    const wait = relationWhy(session, session.t, words);
    if (c.measureText(wait).width < f.width - 80) {
      c.fillText(wait, (f.left + f.right) / 2, y(0.3));
    }
  } else {
    const chance = words["lab.chance"].toLowerCase();
    label(c, chance, f.right - 4 - c.measureText(chance).width, y(0), look);
  }
}

// Text that a line may run behind.
function label(c, words, x, y, look) {
  c.fillStyle = look.background;
  c.globalAlpha = 0.8;
  c.fillRect(x - 3, y - 8, c.measureText(words).width + 6, 16);
  c.globalAlpha = 1;
  c.fillStyle = look.muted;
  c.fillText(words, x, y);
}

// Stretches [i, j) of windows with a value, one following the other.
function stretches(table) {
  const found = [];
  let start = null;
  for (let i = 0; i <= table.t.length; i++) {
    const known = i < table.t.length && table.r[i] !== null && table.p95[i] !== null;
    const near = start !== null && known && table.t[i] - table.t[i - 1] < 20;
    if (start !== null && !near) {
      found.push([start, i]);
      start = null;
    }
    if (known && start === null) start = i;
  }
  return found;
}

function paintBand(f, table, i, j, y, look) {
  const { c } = f;
  c.fillStyle = look.band;
  c.beginPath();
  for (let k = i; k < j; k++) c.lineTo(f.x(table.t[k]), y(table.p95[k]));
  for (let k = j - 1; k >= i; k--) c.lineTo(f.x(table.t[k]), y(-table.p95[k]));
  c.closePath();
  c.fill();
}

function paintR(f, table, i, j, y, look) {
  const { c } = f;
  c.strokeStyle = c.fillStyle = look.relation;
  c.lineWidth = 2;
  c.beginPath();
  for (let k = i; k < j; k++) c.lineTo(f.x(table.t[k]), y(table.r[k]));
  c.stroke();
  if (j < table.t.length) return;
  c.beginPath();
  c.arc(f.x(table.t[j - 1]), y(table.r[j - 1]), 3, 0, 7);
  c.fill();
}
