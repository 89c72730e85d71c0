// The numbers beside the lanes. No number without its quality; absent is never zero.

const SILENT_S = 5;
const TWO_MINUTES = 120;

function fillWearer(row, session, w, t, tools) {
  const { words, say, number } = tools;
  const own = session.of[w];
  const rate = rowAt(own.rates, t);
  const age = rate ? t - rate.t : null;
  const fresh = rate !== null && rate.bpm !== null && age <= SILENT_S;
  const beat = rowAt(own.beats, t, SILENT_S);
  const bpm = fresh ? rate.bpm : own.rates.t.length ? null : beat?.bpm;
  text(row, ".bpm", bpm ? number(bpm, 0) : words["lab.no_value"]);
  row.classList.toggle("stale", !bpm);
  const hrv = rowAt(own.hrv, t, 30);
  const unit = words["lab.ms"];
  text(row, ".rmssd", quantity(hrv?.rmssd, unit, words["lab.no_value"], number));
  text(row, ".signal", hrv ? qualityText(hrv, tools) : words[session.number < 0 ? "lab.no_value" : "lab.not_yet"]);
  text(row, ".strap", strapText(own, rate, t, tools));
  const why = [whyText(session, w, t, { hrv, age }, tools), abilityText(session, w, tools)];
  text(row, ".why", why.filter(Boolean).join(" "));
  const spoken = bpm ? `${number(bpm, 0)} ${words["lab.bpm"]}` : words["lab.no_value"];
  const name = say("lab.heart_rate_of", { wearer: w.toUpperCase() });
  row.querySelector("canvas").setAttribute("aria-label", `${name}: ${spoken}`);
}

function quantity(value, unit, none, number) {
  return value === null || value === undefined ? none : `${number(value, 0)} ${unit}`;
}

function qualityText(row, { words, say, number }) {
  const share = row.coverage === null ? "?" : number(Math.floor(row.coverage * 100), 0);
  return `${words[`lab.${row.verdict}`]} · ${say("lab.known", { share })}`;
}

function strapText(own, rate, t, { words, say }) {
  const link = rowAt(own.links, t);
  const ecg = rowAt(own.ecg, t);
  const battery = rowAt(own.battery, t);
  const parts = [];
  if (link) parts.push(words[`lab.${link.state}`] ?? link.state);
  if (link?.state === "connected" && ecg?.state === "streaming") parts.push(words["lab.ecg"]);
  if (rate?.contact === true) parts.push(words["lab.contact"]);
  if (rate?.contact === false) parts.push(words["lab.no_contact"]);
  if (battery) parts.push(say("lab.battery", { percent: battery.percent }));
  return parts.join(" · ") || words["lab.unknown"];
}

function whyText(session, w, t, { hrv, age }, { words, say }) {
  const own = session.of[w];
  const lines = [];
  if (session.number < 0) return "";
  if (!session.has(w)) {
    const unheard = own.links.t.length ? "lab.unheard" : "lab.absent";
    lines.push(words[session.finished ? unheard : "lab.never"]);
  } else if (!session.finished && age !== null && age > SILENT_S) {
    lines.push(say("lab.quiet", { seconds: Math.floor(age) }));
  } else if (hrv?.why) {
    lines.push(words[`withheld.${hrv.why}`] ?? hrv.why);
  }
  const bad = countUntil(own.malformed.t, t);
  if (bad) lines.push(say("lab.malformed", { n: bad }));
  return lines.join(" ");
}

// What this strap can and cannot do here: the collector says it live, the file later.
function abilityText(session, w, { words }) {
  const known = session.meta.wearers?.[w] ?? {};
  let code = known.sends_rr === false ? "probe.no_rr" : null;
  if (known.sends_rr && known.rr_unit === "ms") code = "probe.rr_in_ms";
  const live = session.troubles.find(({ wearer }) => wearer === w)?.code;
  return words[live ?? code] ?? "";
}

function fillRelation(row, session, t, tools) {
  const { words, say, number } = tools;
  const now = rowAt(session.relation, t, 20);
  const known = now !== null && now.r !== null && now.p95 !== null;
  const early = session.number >= 0 && t < TWO_MINUTES && !session.finished;
  const none = words[early ? "lab.not_yet" : "lab.no_value"];
  text(row, ".word", known ? words[`lab.${now.word}`] : none);
  row.querySelector(".word").classList.toggle("none", !known);
  text(row, ".r", known ? number(now.r, 2) : words["lab.no_value"]);
  const chance = known ? say("lab.chance_up_to", { p95: number(now.p95, 2) }) : null;
  text(row, ".chance", chance ?? words["lab.no_value"]);
  text(row, ".signal", known ? qualityText(now, tools) : words["lab.no_value"]);
  const why = known ? "" : relationWhy(session, t, words);
  text(row, ".why", why);
  const spoken = known
    ? `${words[`lab.${now.word}`]}, r ${number(now.r, 2)}, ${chance}`
    : `${none}. ${why}`;
  row
    .querySelector("canvas")
    .setAttribute("aria-label", `${words["lab.relation"]}: ${spoken}`);
}

// Why there is no word at t: a reason of the pipeline's, or that it is too early.
function relationWhy(session, t, words) {
  if (session.number < 0) return "";
  const now = rowAt(session.relation, t, 20);
  if (now?.why && now.why !== "not_yet") return words[`withheld.${now.why}`] ?? now.why;
  return now === null || now.why === "not_yet" ? words["lab.two_minutes"] : "";
}

// One line of values at a time, for the reading line.
function readout(session, t, { words, say, number }) {
  const parts = [clockText(t)];
  for (const w of ["a", "b"]) {
    const beat = rowAt(session.of[w].beats, t, 3) ?? rowAt(session.of[w].rates, t, 3);
    const gap = gapAt(session.of[w].gaps, t);
    const hrv = rowAt(session.of[w].hrv, t, 20);
    if (!session.has(w)) continue;
    let about = `${w.toUpperCase()} `;
    if (gap) about += words[`gap.${gap}`] ?? gap;
    else about += beat?.bpm ? number(beat.bpm, 0) : words["lab.no_value"];
    if (!gap && hrv?.rmssd) {
      about += ` (RMSSD ${number(hrv.rmssd, 0)} ${words["lab.ms"]}, ${words[`lab.${hrv.verdict}`]})`;
    }
    parts.push(about);
  }
  const now = rowAt(session.relation, t, 20);
  if (now && now.r !== null && now.p95 !== null) {
    const chance = say("lab.chance_up_to", { p95: number(now.p95, 2) });
    const word = words[`lab.${now.word}`];
    parts.push(`${word}, r ${number(now.r, 2)} (${words["lab.chance"].toLowerCase()} ${chance})`);
  }
  return parts.join("  ·  ");
}

function problemText(code, words) {
  return (
    words[`lab.problem.${code}`] ??
    words[`recording.${code.replaceAll(" ", "_")}`] ??
    words["lab.problem.unreadable"]
  );
}

// What the collector itself has trouble with, such as a full disk.
function troublesText(troubles, { words, say }) {
  return troubles
    .filter(({ wearer }) => !wearer)
    .map(({ code, sentence, values }) =>
      values && words[code] ? say(code, values) : (words[`writing.${code}`] ?? sentence),
    )
    .join(" ");
}

function gapAt(gaps, t) {
  for (let i = gaps.t.length - 1; i >= 0; i--) {
    if (gaps.t[i] < t && t < gaps.end[i]) return gaps.reason[i];
  }
  return null;
}

function text(row, selector, value) {
  const element = row.querySelector(selector);
  if (element.textContent !== value) element.textContent = value;
}
