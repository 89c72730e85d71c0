// The talk beside the hearts: which step runs and for how long, what was said to the two
// and what was held back, marks with their corrections, and warnings that stay in sight.

const LOG_ROWS = 120;
const CLOCK_WARNS_S = 60;
const LOST = new Set(["lost", "silent", "searching", "closed"]);

// The step at t: its name, who speaks and the seconds left, or null.
function stepAt(markers, t) {
  let step = null;
  let paused = null;
  let away = 0;
  for (let i = 0; i < markers.t.length && markers.t[i] <= t; i++) {
    const name = markers.name[i];
    if (name === "step_begin") {
      step = { id: markers.step[i], from: markers.t[i], seconds: markers.seconds[i], speaker: markers.speaker[i] };
      away = 0;
      paused = null;
    } else if (name === "step_end" && step && paused === null) {
      step = null;
    } else if (name === "pause") {
      paused ??= markers.t[i];
    } else if (name === "resume" && paused !== null) {
      away += markers.t[i] - paused;
      paused = null;
    } else if (name === "exercise_end") {
      step = paused = null;
    }
  }
  if (step === null && paused === null) return null;
  const until = paused ?? t;
  const left = step?.seconds ? step.seconds - (until - step.from - away) : null;
  return { ...step, paused: paused !== null, left };
}

function stepText(markers, t, { words, say }) {
  const step = stepAt(markers, t);
  if (step === null) return "";
  const parts = [step.paused ? words["lab.step.paused"] : step.id];
  if (!step.paused && (step.speaker === "a" || step.speaker === "b")) {
    parts.push(say("lab.step.speaks", { wearer: step.speaker.toUpperCase() }));
  }
  if (!step.paused && step.left !== null && step.left !== undefined) {
    const over = step.left < 0;
    const clock = clockText(Math.abs(step.left));
    parts.push(say(over ? "lab.step.over" : "lab.step.left", { clock }));
  }
  return parts.join(" · ");
}

// Marks as they stand: what was taken back is gone, what was corrected is correct.
function standingMarks(session) {
  const { markers } = session;
  const trail = session.tables.trail ?? NOTHING;
  const undone = new Set();
  for (let i = 0; i < trail.t.length; i++) if (trail.what[i] === "undo") undone.add(trail.seq[i]);
  const corrected = new Map();
  for (let i = 0; i < trail.t.length; i++) {
    if (trail.what[i] !== "edit" || undone.has(trail.own[i])) continue;
    const was = corrected.get(trail.seq[i]) ?? {};
    corrected.set(trail.seq[i], {
      name: trail.name[i] ?? was.name,
      note: trail.note[i] ?? was.note,
    });
  }
  if (!undone.size && !corrected.size) return markers;
  const kept = Object.fromEntries(Object.keys(markers).map((key) => [key, []]));
  for (let i = 0; i < markers.t.length; i++) {
    if (undone.has(markers.seq[i])) continue;
    for (const key of Object.keys(markers)) kept[key].push(markers[key][i]);
    const now = corrected.get(markers.seq[i]);
    if (now?.name) kept.name[kept.name.length - 1] = now.name;
    if (now && now.note !== undefined && now.note !== null) kept.note[kept.note.length - 1] = now.note;
  }
  return kept;
}

// Connecting takes some seconds; after so many somebody has to look.
const NEVER_S = 20;

function warningsOf(session, now, silent, tools) {
  const { words, say } = tools;
  if (session.number < 0 || session.finished) return [];
  const found = [];
  for (const w of ["a", "b"]) {
    const link = rowAt(session.of[w].links, now);
    if (!session.has(w)) {
      // A strap that was looked for, or is linked, and has said nothing at all so far.
      const since = session.of[w].links.t[0] ?? Infinity;
      if (now - since > NEVER_S && !silent) found.push(say("lab.warn.never", { wearer: w.toUpperCase() }));
      continue;
    }
    const rate = rowAt(session.of[w].rates, now);
    const age = rate ? now - rate.t : Infinity;
    const seconds = Math.floor(age);
    if (age <= SILENT_S) continue;
    const wearer = w.toUpperCase();
    if (link && LOST.has(link.state)) found.push(say("lab.warn.lost", { wearer, seconds }));
    else if (!silent) found.push(say("lab.warn.quiet", { wearer, seconds }));
  }
  const step = rowAt(session.tables.clock ?? NOTHING, now, CLOCK_WARNS_S);
  if (step) found.push(say("lab.warn.clock", { by: tools.number(step.by, 0) }));
  return found;
}

function showWarnings(section, found) {
  const list = section.querySelector(".warnings");
  const said = found.join("\n");
  // The number of seconds changes each second: it is read out once, and shown always.
  const kind = found.map((text) => text.replace(/\d+/g, "")).join("\n");
  if (list.dataset.said === said) return;
  list.dataset.said = said;
  list.setAttribute("aria-live", list.dataset.kind === kind ? "off" : "assertive");
  list.dataset.kind = kind;
  list.replaceChildren(
    ...found.map((text) => {
      const item = document.createElement("p");
      item.textContent = text;
      return item;
    }),
  );
  list.hidden = !found.length;
  document.title = (found.length ? "▲ " : "") + document.title.replace(/^▲ /, "");
}

// -- against the own baseline -------------------------------------------------------------

function paintLevels(lane, session, view, look, words) {
  const f = lane.begin(view);
  if (!f) return;
  const [low, high] = levelRange(session, view);
  const y = (d) => f.bottom - ((d - low) / (high - low)) * (f.bottom - f.top);
  const values = [0, 10, 20, 30].filter((d) => d >= low && d <= high);
  paintGrid(f, look, values, y, view);
  const { c } = f;
  let drawn = false;
  clipTo(f, () => {
    paintMarkers(f, session.markers, look);
    for (const w of ["a", "b"]) drawn = paintLevel(f, session.of[w].levels, view, w, y, look) || drawn;
    paintCues(f, session.tables.cues ?? NOTHING, look);
  });
  if (drawn) return;
  c.font = look.normal;
  c.fillStyle = look.muted;
  c.textAlign = "center";
  c.textBaseline = "middle";
  const wait = levelWhy(session, session.t, words);
  if (c.measureText(wait).width < f.width - 40) c.fillText(wait, (f.left + f.right) / 2, (f.top + f.bottom) / 2);
}

function levelRange(session, view) {
  let [low, high] = [-8, 24];
  for (const w of ["a", "b"]) {
    const { t, d } = session.of[w].levels;
    for (let i = countUntil(t, view.from); i < countUntil(t, view.to); i++) {
      if (d[i] !== null) [low, high] = [Math.min(low, d[i] - 2), Math.max(high, d[i] + 2)];
    }
  }
  return [low, high];
}

function paintLevel(f, levels, view, w, y, look) {
  const { c } = f;
  c.strokeStyle = look[w];
  c.lineWidth = 1.75;
  c.setLineDash(w === "b" ? [7, 4] : []);
  c.beginPath();
  let before = null;
  const last = Math.min(countUntil(levels.t, view.to) + 1, levels.t.length);
  for (let i = Math.max(countUntil(levels.t, view.from) - 1, 0); i < last; i++) {
    if (levels.d[i] === null || levels.why[i] !== null) {
      before = null;
      continue;
    }
    const [x, height] = [f.x(levels.t[i]), y(levels.d[i])];
    if (before !== null && levels.t[i] - before < 3) c.lineTo(x, height);
    else c.moveTo(x, height);
    before = levels.t[i];
  }
  c.stroke();
  c.setLineDash([]);
  return before !== null || last > 0 && levels.why.some((why) => why === null);
}

// A filled triangle was shown to the two, an open one was held back.
function paintCues(f, cues, look) {
  const { c } = f;
  c.strokeStyle = c.fillStyle = look.relation;
  c.lineWidth = 1.5;
  for (let i = 0; i < cues.t.length; i++) {
    const x = f.x(cues.t[i]);
    c.beginPath();
    c.moveTo(x - 5, f.top + 1);
    c.lineTo(x + 5, f.top + 1);
    c.lineTo(x, f.top + 10);
    c.closePath();
    if (cues.held_back[i] === null) c.fill();
    else c.stroke();
  }
}

function levelWhy(session, t, words) {
  if (session.number < 0) return "";
  for (const w of ["a", "b"]) {
    const row = rowAt(session.of[w].levels, t, 30);
    if (row?.why) return words[`unknown.${row.why}`] ?? row.why;
  }
  return words["lab.level.none"];
}

function fillLevels(row, session, t, tools) {
  const { words, number } = tools;
  for (const w of ["a", "b"]) {
    const now = rowAt(session.of[w].levels, t, 10);
    const known = now !== null && now.d !== null && now.why === null;
    const sign = known && now.d > 0 ? "+" : "";
    const shown = known
      ? `${words[`lab.level.${now.state}`]} · ${sign}${number(now.d, 0)}`
      : words["lab.no_value"];
    text(row, `.${w}`, shown);
  }
  text(row, ".why", levelWhyShown(session, t, words));
  row
    .querySelector("canvas")
    .setAttribute("aria-label", `${words["lab.levels"]}: A ${row.querySelector(".a").textContent}, B ${row.querySelector(".b").textContent}`);
}

function levelWhyShown(session, t, words) {
  const unknown = ["a", "b"].some((w) => {
    const now = rowAt(session.of[w].levels, t, 10);
    return !now || now.why !== null;
  });
  return unknown ? levelWhy(session, t, words) : words["lab.level.exploratory"];
}

// -- the log of marks and cues ------------------------------------------------------------

function fillLog(fold, session, marks, tools) {
  const { words } = tools;
  const cues = session.tables.cues ?? NOTHING;
  const stamp = `${session.id}/${session.markers.t.length}/${cues.t.length}/${(session.tables.trail ?? NOTHING).t.length}/${words["lab.log"]}`;
  if (!fold.open || fold.dataset.stamp === stamp) return;
  fold.dataset.stamp = stamp;
  const rows = [];
  for (let i = 0; i < marks.t.length; i++) {
    const who = marks.w[i] ? ` ${marks.w[i].toUpperCase()}` : "";
    const about = STEP.test(marks.name[i]) ? (marks.step[i] ?? "") : marks.note[i];
    rows.push([marks.t[i], markName(marks.name[i], words) + who, about]);
  }
  for (let i = 0; i < cues.t.length; i++) {
    const held = cues.held_back[i];
    const what = words[held === null ? "lab.cue.shown" : "lab.cue.held_back"];
    const kind = words[`lab.cue.${cues.kind[i]}`] ?? cues.kind[i];
    rows.push([cues.t[i], `${what}: ${kind}`, held === null ? (cues.step[i] ?? "") : (words[`lab.cue.why.${held}`] ?? held)]);
  }
  rows.sort((one, other) => other[0] - one[0]);
  fold.querySelector("tbody").replaceChildren(
    ...rows.slice(0, LOG_ROWS).map(([t, what, about]) => {
      const row = document.createElement("tr");
      row.append(cell("th", clockText(t), "row"), cell("td", what), cell("td", about ?? ""));
      return row;
    }),
  );
  text(fold, "caption", rows.length ? words["lab.log.about"] : words["lab.log.none"]);
}

function markName(name, words) {
  const own = name.replace(/^marker:/, "");
  return words[`lab.mark.${own}`] ?? own;
}

function layLog(fold, { words }) {
  text(fold, "summary", words["lab.log"]);
  const heads = ["lab.log.time", "lab.log.what", "lab.log.about_it"];
  fold.querySelector("thead tr").replaceChildren(...heads.map((key) => cell("th", words[key], "col")));
  delete fold.dataset.stamp;
}
