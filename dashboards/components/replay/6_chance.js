// What may be claimed: each stretch's likeness among that of strangers, and the table.

function svg(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Bars: what pairs of surrogates give. Line: these two. Dashes: where 95 % stay below.
function chancePicture(of, caption, about) {
  const [width, height] = [240, 100];
  const { counts, to } = of.null;
  const most = Math.max(...counts, 1);
  const x = (value) => 4 + (value / to) * (width - 8);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": about, preserveAspectRatio: "none" });
  const bars = svg("g", { class: "bars" });
  counts.forEach((count, k) => {
    const tall = (count / most) * (height - 16);
    const wide = (width - 8) / counts.length;
    bars.append(svg("rect", { x: 4 + k * wide, y: height - 4 - tall, width: Math.max(wide - 0.6, 0.5), height: tall }));
  });
  picture.append(
    svg("line", { class: "floor", x1: 0, x2: width, y1: height - 4, y2: height - 4 }),
    bars,
    svg("line", { class: "p95", x1: x(of.chance_p95), x2: x(of.chance_p95), y1: 14, y2: height - 4 }),
    svg("line", { class: "own", x1: x(of.statistic), x2: x(of.statistic), y1: 4, y2: height - 4 }),
  );
  return element("figure", {}, picture, element("figcaption", {}, caption));
}

function fillChance(replay) {
  const { root, record, words, say, look } = replay;
  const place = root.querySelector(".chance");
  const found = record?.analysis;
  if (!found) {
    const share = look.number(Math.floor((replay.shares.analysis ?? 0) * 100), 0);
    text(place, ".says", replay.shares.failed ? words["replay.chance.failed"] : say("replay.chance.waiting", { share }));
    place.querySelector(".pictures").replaceChildren();
    return;
  }
  text(place, ".says", found.whole.says);
  const parts = [[words["replay.whole"], found.whole], ...found.steps.map((step) => [step.id, step])];
  place.querySelector(".pictures").replaceChildren(
    ...parts
      .filter(([, of]) => of.null)
      .map(([name, of]) => {
        const values = { r: look.number(of.statistic, 2), p95: look.number(of.chance_p95, 2), n: of.n_surrogates };
        const told = `${name}: ${say("replay.chance.picture", values)}${of.p_value === null ? ` ${of.p_withheld}` : ""}`;
        return chancePicture(of, told, told);
      }),
  );
}

function fillSteps(replay) {
  const { root, record, words, look, say } = replay;
  const table = root.querySelector(".steps table");
  const found = record?.analysis;
  const columns = ["step", "from", "to", "hr_a", "hr_b", "rmssd_a", "rmssd_b", "r", "chance", "p", "lag"];
  table.querySelector("thead tr").replaceChildren(
    ...columns.map((name) => element("th", { scope: "col" }, words[`replay.table.${name}`])),
  );
  text(table, "caption span", words[found ? "replay.table.about" : "replay.table.waiting"]);
  const none = words["lab.no_value"];
  const value = (number, digits, why) => {
    const cell = element("td", {}, number === null || number === undefined ? none : look.number(number, digits));
    if (why) cell.title = why;
    return cell;
  };
  const likely = (p, why) => {
    const cell = value(p, 3, why);
    if (p !== null && p < 0.001) cell.textContent = `< ${look.number(0.001, 3)}`;
    return cell;
  };
  const row = (name, of, from, to) => {
    const [a, b] = ["a", "b"].map((w) => of.wearers[w] ?? { why: {} });
    const reach = of.lag_interval_s;
    const lag = of.lag_s === null ? none : say("replay.table.reach", { lag: look.number(of.lag_s, 1), low: look.number(reach[0], 1), high: look.number(reach[1], 1) });
    const lagCell = element("td", {}, lag);
    if (of.lag_withheld) lagCell.title = of.lag_withheld;
    const p = of.p_adjusted ?? of.p_value;
    const why = of.instructed ? words["replay.table.instructed"] : of.withheld ?? of.p_withheld ?? "";
    const cells = [
      value(a.heart_rate_bpm, 1, a.why.heart_rate_bpm),
      value(b.heart_rate_bpm, 1, b.why.heart_rate_bpm),
      value(a.rmssd_ms, 0, a.why.rmssd_ms),
      value(b.rmssd_ms, 0, b.why.rmssd_ms),
      value(of.statistic, 2, of.withheld),
      value(of.chance_p95, 2, of.withheld),
      likely(p, why),
      lagCell,
    ];
    return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, clockText(from)), element("td", {}, clockText(to)), ...cells);
  };
  const rows = found
    ? [row(words["replay.whole"], found.whole, 0, record.duration), ...found.steps.map((step) => row(step.id, step, step.start_s, step.end_s))]
    : [];
  table.querySelector("tbody").replaceChildren(...rows);
}

// The picture in words, for whoever does not see it: values at even places in time.
function fillReadings(replay) {
  const { root, record, words, say } = replay;
  const fold = root.querySelector(".readings");
  if (!fold.open || !record) return;
  const step = [30, 60, 120, 300, 600, 1800].find((one) => replay.view.span / one <= 30) ?? 3600;
  text(fold, "caption span", say("replay.readings.about", { step: clockText(step) }));
  const rows = [];
  const { from, to } = replay.view;
  for (let t = Math.ceil(Math.max(from, 0) / step) * step; t <= Math.min(to, record.duration); t += step) {
    const [clock, ...rest] = readout(replay, t);
    rows.push(element("tr", {}, element("th", { scope: "row" }, clock), element("td", { class: "text" }, rest.join(" · "))));
  }
  fold.querySelector("tbody").replaceChildren(...rows);
}
