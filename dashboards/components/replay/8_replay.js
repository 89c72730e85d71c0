// The replay screen. One instance to a mounted element; a rerun of the script or a
// change of theme or language only hands it new data.

const SCREENS = new WeakMap();
const CONTEXT_S = 60;

class Replay {
  constructor(root, ask) {
    this.root = root;
    this.ask = ask;
    this.section = root.querySelector(".replay");
    this.plot = root.querySelector(".plot");
    this.frames = new Frames(root.querySelector("canvas"));
    this.picture = new MapPicture();
    this.view = new View();
    this.view.show(0);
    this.record = this.data = this.stopping = this.pending = null;
    this.cursor = this.current = this.problem = null;
    this.corrections = true;
    this.blind = this.editing = false;
    this.wearer = "a";
    this.hidden = new Set();
    this.shares = {};
    this.asked = 0;
    listenToHands(this);
    this.listen();
  }

  // -- what comes in ------------------------------------------------------------------
  use(data) {
    const before = this.data;
    this.data = data;
    this.words = data.words;
    const colours = isDark(this.section) ? data.dark : data.light;
    this.look = lookOf(colours, this.section, data.language);
    this.look.bold = this.look.small.replace("12px", "600 13px");
    for (const [name, value] of Object.entries(colours)) this.section.style.setProperty(`--c-${name}`, value);
    this.say = (key, values) => this.words[key].replace(/{(\w+)}/g, (_, name) => values[name]);
    this.label();
    if (before?.url !== data.url || before?.stamp !== data.stamp) this.load(before?.url !== data.url);
    this.refill();
  }

  async load(anew) {
    this.stopping?.abort();
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    const { url } = this.data;
    if (anew) {
      this.record = this.current = this.cursor = null;
      this.view.show(0);
    }
    this.problem = null;
    this.shares = {};
    const get = (part) => fetchPart(url, part, signal);
    try {
      const record = new Record(await get("beats"));
      this.record = record;
      this.refill();
      record.map = await get("map");
      this.schedule();
      record.moments = (await get("moments")).moments;
      this.refill();
      record.chance = await waitForPart(url, "chance", signal, (share) => this.tell("chance", share));
      this.schedule();
      record.analysis = await waitForPart(url, "analysis", signal, (share) => this.tell("analysis", share));
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error.code === "renew") this.ask("renew", Date.now());
      if (this.record) this.shares.failed = true;
      else this.problem = error.code ?? "unreadable";
    }
    this.refill();
  }

  tell(part, share) {
    this.shares[part] = share;
    if (part === "analysis") fillChance(this);
    else this.schedule();
  }

  // -- where somebody looks -----------------------------------------------------------
  shownMoments() {
    if (this.blind) return [];
    return (this.record?.moments ?? []).filter(({ kind }) => !this.hidden.has(kind));
  }

  point(t, live) {
    this.root.querySelector(".readout").setAttribute("aria-live", live);
    this.cursor = t === null || !this.record ? null : Math.min(Math.max(t, 0), this.record.duration);
    if (this.editing) fillEdits(this);
    this.schedule();
  }

  stepCursor(sign) {
    const { view } = this;
    const times = this.record?.of[this.wearer]?.t;
    const from = this.cursor ?? view.from;
    if (this.editing && times) {
      const i = Math.max(nearest(times, from, 5), 0) + sign;
      this.point(times[Math.min(Math.max(i, 0), times.length - 1)], "polite");
    } else {
      this.point(from + (sign * view.span) / 60, "polite");
    }
    if (this.cursor < view.from || this.cursor > view.to) view.pan((sign * view.span) / 5);
  }

  jump(moment) {
    this.current = moment.id ?? null;
    const at = placeOf(moment);
    const length = Math.max((moment.end_s ?? at) - moment.start_s, 0);
    this.view.show(length + 2 * CONTEXT_S);
    this.view.follow = false;
    this.view.to = (moment.end_s ?? at) + CONTEXT_S;
    this.point(at, "polite");
    this.moved();
    this.refill();
  }

  jumpBy(sign) {
    const shown = [...(this.blind ? this.data.codes : this.shownMoments())];
    const places = shown.map((one) => ({ ...one, start_s: one.start_s ?? one.t_s, end_s: one.end_s ?? one.t_s }));
    places.sort((one, other) => placeOf(one) - placeOf(other));
    const here = this.cursor ?? (sign > 0 ? -1 : Infinity);
    const next = sign > 0 ? places.find((one) => placeOf(one) > here + 0.01) : places.findLast((one) => placeOf(one) < here - 0.01);
    if (next) this.jump(next);
  }

  // The beat under the cursor, of the wearer who is being edited; -1 for none.
  beat() {
    const of = this.record?.of[this.wearer];
    return of && this.cursor !== null ? nearest(of.t, this.cursor, 1) : -1;
  }

  act(kind, values = {}) {
    this.asked += 1;
    this.ask("act", { kind, number: `${Date.now()}-${this.asked}`, ...values });
  }

  edit(action) {
    if (action === "undo") return this.act("undo_edit");
    const i = this.beat();
    if (action !== "insert" && i < 0) return undefined;
    if (this.cursor === null) return undefined;
    const t_s = action === "insert" ? this.cursor : this.record.of[this.wearer].t[i];
    const by = Number(this.root.querySelector(".move input").value) / 1000;
    return this.act("edit", { action, wearer: this.wearer, t_s, to_s: action === "move" ? t_s + by : null });
  }

  // -- drawing ------------------------------------------------------------------------
  schedule() {
    this.pending ??= requestAnimationFrame(() => {
      this.pending = null;
      this.draw();
    });
  }

  moved() {
    this.view.settle(this.view.end);
    this.schedule();
    clearTimeout(this.reading);
    this.reading = setTimeout(() => fillReadings(this), 300);
  }

  draw() {
    if (!this.section.isConnected || !this.data) return;
    const begun = performance.now();
    const { record, view, look, words } = this;
    this.status();
    if (!record) return;
    view.settle(record.duration);
    const f = this.frames.begin(view, look, LANES);
    if (!f) return;
    this.picture.prepare(!record.map || record.map.withheld ? EMPTY : record.map, record.chance, look);
    for (const w of ["a", "b"]) {
      if (!record.of[w]) paintTitle(f[w], look, this.say("lab.wearer", { wearer: w.toUpperCase() }), words["lab.absent"]);
      else {
        paintTitle(f[w], look, this.say("lab.heart_rate_of", { wearer: w.toUpperCase() }), words[w === "a" ? "lab.solid" : "lab.dashed"]);
        paintHeart(f[w], record, view, w, look, words, this.corrections);
      }
    }
    paintTitle(f.rmssd, look, words["lab.rmssd"], words["replay.rmssd.about"]);
    paintSpread(f.rmssd, record, view, look);
    paintTitle(f.map, look, words["replay.map"], this.mapText());
    paintMap(f.map, record, this.picture, view, look, { outlined: !this.blind });
    paintTitle(f.strip, look, words[this.blind ? "replay.strip.blind" : "replay.strip"]);
    paintStrip(f.strip, record, look, words, { moments: this.shownMoments(), codes: this.data.codes });
    paintAxis(f.axis, view, look);
    if (this.cursor !== null && this.cursor >= view.from && this.cursor <= view.to) {
      f.c.strokeStyle = look.text;
      f.c.lineWidth = 1;
      line(f.c, f.a.x(this.cursor), HEAD, f.a.x(this.cursor), f.strip.bottom);
    }
    text(this.root, ".readout", this.cursor === null ? "" : readout(this, this.cursor).join("  ·  "));
    this.section.dataset.drawn = record.map ? (record.chance ? "chance" : "map") : "beats";
    globalThis.samenstemmingReplayed?.(performance.now() - begun, this.section.dataset.drawn);
  }

  mapText() {
    const { record, words, look } = this;
    if (!record.map) return words["replay.map.making"];
    if (record.map.withheld) return words[`withheld.${record.map.withheld}`];
    if (!record.chance) {
      return this.say("replay.map.waiting", { share: look.number(Math.floor((this.shares.chance ?? 0) * 100), 0) });
    }
    const { share_above: above, share_p95: bound } = record.chance;
    if (this.blind) return words["replay.map.blind"];
    if (above === null || above === undefined) return words["replay.map.not_judged"];
    const percent = (share) => look.number(share * 100, 0);
    return this.say("replay.map.beyond", { above: percent(above), bound: percent(bound) });
  }

  status() {
    const { words, problem, record, data } = this;
    this.section.dataset.state = problem ? "problem" : record ? "shown" : "reading";
    let notice = data.said ?? "";
    if (problem) notice = words[`lab.problem.${problem}`] ?? words[`recording.${problem.replaceAll(" ", "_")}`] ?? words["lab.problem.unreadable"];
    else if (!record) notice = words["replay.reading"];
    else if (record.head.meta.alignment_check) notice = words["alignment.one_body"];
    text(this.root, ".notice", notice);
    this.root.querySelector(".notice").hidden = notice === "";
    text(this.root, ".about", record ? this.say("replay.length", { length: clockText(record.duration) }) : "");
    this.root.querySelector(".badge").hidden = record?.head.meta.simulated !== true;
  }

  refill() {
    for (const [name, on] of Object.entries({ corrections: this.corrections, blind: this.blind, editing: this.editing })) {
      this.root.querySelector(`[data-do="${name}"]`).ariaPressed = String(on);
    }
    for (const button of this.root.querySelectorAll(".who button")) {
      button.ariaPressed = String(button.dataset.wearer === this.wearer);
    }
    fillFilters(this);
    fillMoments(this);
    fillCodes(this);
    fillEdits(this);
    this.root.querySelector(".chance").hidden = this.root.querySelector(".steps").hidden = this.blind;
    fillChance(this);
    fillSteps(this);
    fillReadings(this);
    this.schedule();
  }

  // -- fixed words ----------------------------------------------------------------------
  label() {
    const { root, words, data } = this;
    const set = (selector, key) => text(root, selector, words[key]);
    text(root, ".name", data.name);
    set(".badge", "app.simulated");
    for (const name of ["corrections", "blind", "editing", "all"]) set(`[data-do="${name}"]`, `replay.${name}`);
    for (const name of ["in", "out"]) root.querySelector(`[data-do="${name}"]`).ariaLabel = words[`replay.zoom.${name}`];
    root.querySelector(".tools").ariaLabel = words["replay.tools"];
    root.querySelector(".who").ariaLabel = words["replay.edit.who"];
    set(".unseen", "replay.keys");
    set(".legend", "replay.legend");
    this.plot.ariaLabel = words["replay.plot"];
    root.querySelector("canvas").ariaLabel = words["replay.alt"];
    set(".moments h2", "replay.moments");
    set(".codes h2", "replay.codes");
    set(".l-code", "replay.codes.code");
    set(".l-note", "replay.codes.note");
    set('.codes [type="submit"]', "replay.codes.add");
    set(".codes .undo", "replay.codes.undo");
    set(".desk h2", "replay.editing");
    set(".move span", "replay.edit.by");
    for (const name of ["delete", "insert", "accept", "move", "undo"]) set(`[data-act="${name}"]`, `replay.edit.${name}`);
    set(".chance h2", "replay.chance");
    set(".steps summary", "replay.table");
    set(".readings summary", "replay.readings");
    for (const name of ["steps", "readings"]) root.querySelector(`.${name} .scroll`).ariaLabel = words[name === "steps" ? "replay.table" : "replay.readings"];
  }

  listen() {
    const doing = {
      corrections: () => (this.corrections = !this.corrections),
      blind: () => (this.blind = !this.blind),
      editing: () => (this.editing = !this.editing),
      in: () => this.view.zoom(0.6, this.cursor ?? (this.view.from + this.view.to) / 2),
      out: () => this.view.zoom(1.6, this.cursor ?? (this.view.from + this.view.to) / 2),
      all: () => this.view.show(0),
    };
    for (const [name, what] of Object.entries(doing)) {
      this.root.querySelector(`[data-do="${name}"]`).onclick = () => {
        what();
        this.moved();
        this.refill();
      };
    }
    for (const button of this.root.querySelectorAll(".who button")) {
      button.onclick = () => {
        this.wearer = button.dataset.wearer;
        this.refill();
      };
    }
    for (const button of this.root.querySelectorAll("[data-act]")) {
      button.onclick = () => this.edit(button.dataset.act);
    }
    const form = this.root.querySelector(".codes form");
    form.onsubmit = (event) => {
      event.preventDefault();
      const t_s = this.cursor ?? Math.max(this.view.from, 0);
      this.act("code", { t_s, code: form.elements.code.value, note: form.elements.note.value, blind: this.blind });
      form.reset();
    };
    this.root.querySelector(".codes .undo").onclick = () => this.act("undo_code");
    this.root.querySelector(".readings").addEventListener("toggle", () => fillReadings(this));
    this.sizes = new ResizeObserver(() => this.schedule());
    this.sizes.observe(this.section);
  }

  end() {
    this.stopping?.abort();
    this.sizes.disconnect();
    this.picture.free();
    clearTimeout(this.reading);
    cancelAnimationFrame(this.pending);
  }
}

const EMPTY = { columns: { t: [], r: [], judged: [] }, lags_s: [], step_s: 1 };

// What is known at t, as short parts: the clock first.
function readout({ record, words, say, look, blind }, t) {
  const parts = [clockText(t)];
  for (const w of record.head.wearers) {
    const of = record.of[w];
    const gap = of.gaps.find((one) => one.start_s < t && t < one.end_s);
    const i = nearest(of.t, t, 3);
    let about = `${w.toUpperCase()} `;
    if (gap) about += words[`gap.${gap.reason}`] ?? gap.reason;
    else about += i < 0 || Number.isNaN(of.bpm[i]) ? words["lab.no_value"] : look.number(of.bpm[i], 0);
    if (!gap && i >= 0 && of.flag[i]) about += ` (${words[`replay.flag.${of.flag[i]}`]})`;
    const k = nearest(of.hrv_t, t, 1);
    if (!gap && k >= 0 && !Number.isNaN(of.rmssd[k])) about += `, RMSSD ${look.number(of.rmssd[k], 0)} ${words["lab.ms"]}`;
    parts.push(about);
  }
  const best = blind ? null : strongest(record, t);
  if (best && best.p95 !== null) {
    const order = Math.abs(best.lag) < 0.25 ? words["replay.at_once"] : say(best.lag > 0 ? "replay.b_later" : "replay.a_later", { lag: look.number(Math.abs(best.lag), 1) });
    const judged = !best.judged ? "instructed" : Math.abs(best.r) > best.p95 ? "beyond" : "within";
    parts.push(say(`replay.cell.${judged}`, { r: look.number(best.r, 2), order, p95: look.number(best.p95, 2) }));
  }
  return parts;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let replay = SCREENS.get(parentElement);
  if (!replay) {
    replay = new Replay(parentElement, setTriggerValue);
    SCREENS.set(parentElement, replay);
  }
  replay.ask = setTriggerValue;
  replay.use(data);
  return () => {
    replay.end();
    SCREENS.delete(parentElement);
  };
}
