// Moments, own codes, single edits: lists that are read, filtered and jumped from.

function text(root, selector, value) {
  const element = root.querySelector(selector);
  if (element && element.textContent !== value) element.textContent = value;
}

function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.onclick = value;
    else made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}

const KINDS = ["co_escalation", "settled_together", "pattern_mark", "silence", "flooding"];

// Where somebody lands who jumps to it: its mark, or its beginning.
const placeOf = (moment) => moment.evidence?.t_s ?? moment.start_s;

function fillFilters(replay) {
  const { root, words, hidden } = replay;
  const group = root.querySelector(".filters");
  group.setAttribute("aria-label", words["replay.filter"]);
  group.replaceChildren(
    ...KINDS.map((kind) =>
      element(
        "button",
        {
          type: "button",
          "aria-pressed": String(!hidden.has(kind)),
          onclick: () => {
            if (!hidden.delete(kind)) hidden.add(kind);
            replay.refill();
          },
        },
        words[`moment.${kind}`],
      ),
    ),
  );
}

function fillMoments(replay) {
  const { root, words, record, blind } = replay;
  const list = root.querySelector(".moments ol");
  const shown = replay.shownMoments();
  root.querySelector(".moments .filters").hidden = blind;
  let waiting = "";
  if (blind) waiting = words["replay.blind.about"];
  else if (!record?.moments) waiting = words["replay.moments.waiting"];
  else if (!shown.length) waiting = words["replay.moments.none"];
  text(root, ".moments .waiting", waiting);
  list.replaceChildren(
    ...shown.map((moment) => {
      const name = words[`moment.${moment.kind}`];
      const item = element(
        "li",
        { "data-id": moment.id },
        element(
          "button",
          { type: "button", onclick: () => replay.jump(moment) },
          element("span", {}, clockText(placeOf(moment))),
          element("span", {}, name),
          element("span", { class: "evidence" }, evidenceText(moment, replay)),
        ),
      );
      if (replay.current === moment.id) item.setAttribute("aria-current", "true");
      return item;
    }),
  );
}

function evidenceText(moment, { words, say, look }) {
  const { evidence } = moment;
  const whole = (value) => look.number(value, 0);
  if (moment.kind === "settled_together") {
    const after = words[`moment.${evidence.after}`] ?? words["replay.after.high"];
    return say("replay.evidence.settled", { seconds: whole(evidence.took_s), after });
  }
  if (moment.kind === "flooding") {
    const bpm = evidence.most_d_bpm === null ? "?" : whole(evidence.most_d_bpm);
    return say("replay.evidence.flooding", { wearer: evidence.wearer.toUpperCase(), bpm, seconds: whole(evidence.for_s) });
  }
  if (moment.rule === "one_after_the_other") {
    return say("replay.evidence.following", { seconds: whole(Math.abs(evidence.lag_s)) });
  }
  if (moment.rule === "both_rising") return say("replay.evidence.rising", { seconds: whole(evidence.for_s) });
  return words["replay.evidence.marked"];
}

function fillCodes(replay) {
  const { root, words, data } = replay;
  const { codes } = data;
  root.querySelector(".codes .undo").disabled = !codes.length;
  text(root, ".codes .waiting", codes.length ? "" : words["replay.codes.none"]);
  root.querySelector(".codes ol").replaceChildren(
    ...[...codes]
      .sort((one, other) => one.t_s - other.t_s)
      .map((code) =>
        element(
          "li",
          {},
          element(
            "button",
            { type: "button", onclick: () => replay.jump({ start_s: code.t_s, end_s: code.t_s }) },
            element("span", {}, clockText(code.t_s)),
            element("span", {}, code.code),
            element("span", { class: "evidence" }, [code.note, code.blind ? words["replay.codes.blind"] : ""].filter(Boolean).join(" · ")),
          ),
        ),
      ),
  );
}

function fillEdits(replay) {
  const { root, words, record, say } = replay;
  const desk = root.querySelector(".desk");
  desk.hidden = !replay.editing;
  if (!replay.editing || !record) return;
  const edits = record.head.edits;
  desk.querySelector('[data-act="undo"]').disabled = !edits.length;
  desk.querySelector("ol").replaceChildren(
    ...edits.map((edit) =>
      element("li", {}, `${edit.wearer.toUpperCase()} ${clockText(edit.t_s)} ${words[`replay.act.${edit.action}`]}`),
    ),
  );
  const beat = replay.beat();
  const of = record.of[replay.wearer];
  const told =
    beat < 0
      ? words["replay.edit.none"]
      : say("replay.edit.beat", {
          wearer: replay.wearer.toUpperCase(),
          clock: clockText(of.t[beat]),
          seconds: replay.look.number(of.t[beat], 2),
          bpm: Number.isNaN(of.bpm[beat]) ? "—" : replay.look.number(of.bpm[beat], 0),
          state: words[`replay.flag.${of.flag[beat]}`],
        });
  text(desk, ".chosen", told);
}
