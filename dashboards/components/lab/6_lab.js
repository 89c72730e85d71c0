// The lab screen. One instance to a mounted element; a rerun of the script or a change
// of theme or language only hands it new data.

const SCREENS = new WeakMap();

class Lab {
  constructor(root, ask) {
    this.root = root;
    this.ask = ask;
    this.section = root.querySelector(".lab");
    this.session = new Session();
    this.clock = new Clock();
    this.view = new View();
    this.cursor = null;
    this.link = "connecting";
    this.share = null;
    this.problem = null;
    this.range = null;
    this.drawn = 0;
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    for (const w of ["a", "b"]) {
      const inside = root.querySelector("template.wearer").content.cloneNode(true);
      this.row(w).append(inside);
    }
    this.fold = root.querySelector(".indices");
    this.log = root.querySelector(".log");
    this.lanes = [...root.querySelectorAll("canvas")].map((c) => new Lane(c));
    this.stream = new Stream({
      onMessage: (message) => this.take(message),
      onState: (state) => this.linked(state),
      onRefused: () => this.ask("renew", Date.now()),
    });
    this.listen();
  }

  row(w) {
    return this.root.querySelector(`[data-wearer="${w}"]`);
  }

  // -- what comes in ------------------------------------------------------------------
  use(data) {
    this.data = data;
    const dark = isDark(this.section);
    this.look = lookOf(dark ? data.dark : data.light, this.section, data.language);
    for (const [name, value] of Object.entries(dark ? data.dark : data.light)) {
      this.section.style.setProperty(`--c-${name}`, value);
    }
    const words = data.words;
    const say = (key, values) =>
      words[key].replace(/{(\w+)}/g, (_, name) => values[name]);
    this.tools = { words, say, number: this.look.number };
    this.label();
    if (data.url !== this.stream.url) this.session.forget();
    this.stream.open(data.url);
    this.schedule();
  }

  take(message) {
    const now = performance.now() / 1000;
    if (message.kind === "loading") {
      this.share = message.share;
    } else if (message.kind === "problem") {
      this.problem = message.code;
      this.session.forget();
    } else if (message.kind === "troubles") {
      this.session.troubles = message.troubles;
    } else {
      this.problem = this.share = null;
      const was = this.session.finished;
      const first = this.session.number < 0;
      if (!this.session.take(message, now)) return;
      if (message.reset) this.clock = new Clock(this.session.meta.speed || 1);
      this.clock.hear(this.session.t, now);
      if (first && this.session.finished) this.view.show(0);
      if (!first && !was && this.session.finished) this.ask("ended", Date.now());
    }
    this.schedule();
  }

  linked(state) {
    this.link = state;
    this.schedule();
  }

  // -- drawing ------------------------------------------------------------------------
  schedule() {
    this.pending ??= requestAnimationFrame(() => {
      this.pending = null;
      this.draw();
    });
  }

  draw() {
    if (!this.section.isConnected || !this.data) return;
    const now = this.clock.now(this.session, performance.now() / 1000);
    this.view.settle(now);
    this.say(now);
    this.panel(now);
    this.press();
    this.paint();
    const newest = Math.max(...["a", "b"].map((w) => this.session.of[w].rates.t.at(-1) ?? -1));
    this.section.dataset.drawn = newest;
    globalThis.samenstemmingDrawn?.(newest);
    this.drawn = performance.now();
    this.keepMoving();
  }

  // The strip moves on its own only as fast as half a pixel at a time.
  keepMoving() {
    clearTimeout(this.timer);
    const live = this.link === "open" && !this.session.finished && this.session.number >= 0;
    if (!live) return;
    const width = this.lanes[0].canvas.clientWidth || 600;
    const half = (this.view.span / width / 2) * 1000;
    const pause = this.calm.matches || !this.view.follow ? 1000 : Math.min(Math.max(half, 33), 500);
    this.timer = setTimeout(() => this.schedule(), pause);
  }

  paint() {
    const { session, view, look } = this;
    const words = this.data.words;
    const [a, b, levels, relation, axis] = this.lanes;
    this.range = heartRange(session, view, this.range);
    const range = this.range ?? [50, 100];
    paintHeart(a, session, view, "a", range, look, words);
    paintHeart(b, session, view, "b", range, look, words);
    paintLevels(levels, session, view, look, words);
    paintRelation(relation, session, view, look, words);
    paintAxis(axis, { ...session, t: session.t, markers: standingMarks(session) }, view, look, words);
    for (const lane of this.lanes) paintCursor(lane, view, this.cursor, look);
  }

  panel(now) {
    const at = this.session.finished ? (this.cursor ?? now) : now;
    for (const w of ["a", "b"]) fillWearer(this.row(w), this.session, w, at, this.tools);
    fillRelation(this.root.querySelector(".relation"), this.session, at, this.tools);
    const read = this.cursor === null ? "" : readout(this.session, this.cursor, this.tools);
    text(this.section, ".readout", read);
    fillLevels(this.root.querySelector(".levels"), this.session, at, this.tools);
    fillTable(this.fold, this.session, at, this.tools);
    fillLog(this.log, this.session, standingMarks(this.session), this.tools);
    text(this.section, ".step", stepText(this.session.markers, at, this.tools));
  }

  say(now) {
    const { words, say } = this.tools;
    const { session } = this;
    const known = session.number >= 0;
    const waiting = this.problem ? "problem" : this.share !== null ? "reading" : "connecting";
    const state = known ? (session.finished ? "finished" : "live") : waiting;
    this.section.dataset.state = state;
    text(this.section, ".state", words[`lab.${state}`]);
    text(this.section, ".clock", known ? clockText(now) : "");
    text(this.section, ".name", session.meta.label || this.data.name);
    const badge = this.section.querySelector(".badge");
    badge.hidden = session.meta.simulated !== true;
    this.section.querySelector(".to-now").hidden = this.view.follow || !known;
    text(this.section, ".to-now", words[session.finished ? "lab.to_end" : "lab.to_now"]);
    const silent = known && performance.now() / 1000 - session.heardAt > 5;
    const troubles = session.finished ? "" : troublesText(session.troubles, this.tools);
    const found = this.link === "lost" ? [] : warningsOf(session, now, silent, this.tools);
    showWarnings(this.section, troubles ? [troubles, ...found] : found);
    this.section.querySelector(".video").hidden = !known || session.finished;
    let notice = "";
    if (this.problem) notice = problemText(this.problem, words);
    else if (this.link === "lost") notice = words["lab.lost_server"];
    else if (this.share !== null) notice = say("lab.loading", { share: Math.round(this.share * 100) });
    else if (session.finished && !session.closed) notice = words["lab.broke_off"];
    else if (known && session.empty) notice = words["lab.waiting"];
    else if (silent && !session.finished) notice = words["lab.stalled"];
    else if (session.meta.alignment_check) notice = words["alignment.one_body"];
    text(this.section, ".notice", notice);
    this.section.querySelector(".notice").hidden = notice === "";
  }

  // -- fixed words ----------------------------------------------------------------------
  label() {
    const { words, say } = this.tools;
    const set = (selector, key) => {
      for (const element of this.root.querySelectorAll(selector)) {
        element.textContent = words[key];
      }
    };
    for (const w of ["a", "b"]) {
      text(this.row(w), ".who", say("lab.wearer", { wearer: w.toUpperCase() }));
      this.row(w).querySelector("svg").setAttribute("aria-label", words[w === "a" ? "lab.solid" : "lab.dashed"]);
    }
    set(".relation h2", "lab.relation");
    set(".levels h2", "lab.levels");
    set(".video", "lab.video");
    this.root.querySelector(".video").title = words["lab.video.help"];
    set(".unit", "lab.bpm");
    set(".rmssd-name", "lab.rmssd");
    set(".signal-name", "lab.signal");
    set(".strap-name", "lab.strap");
    set(".r-name", "lab.r");
    set(".chance-name", "lab.chance");
    set(".badge", "app.simulated");
    layTable(this.fold, this.tools);
    layLog(this.log, this.tools);
    const plot = this.root.querySelector(".plot");
    plot.setAttribute("aria-label", words["lab.plot"]);
    set(".unseen", "lab.keys");
    this.lanes[4].canvas.setAttribute("aria-label", words["lab.markers"]);
    const spans = this.root.querySelector(".spans");
    spans.setAttribute("aria-label", words["lab.span"]);
    spans.replaceChildren(...[60, 120, 600, 0].map((span) => this.spanButton(span)));
  }

  spanButton(span) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.data.words[`lab.span.${span}`];
    button.dataset.span = span;
    button.onclick = () => {
      this.view.show(span);
      this.moved();
    };
    return button;
  }

  press() {
    const now = this.view.whole ? 0 : this.view.span;
    for (const button of this.root.querySelectorAll(".spans button")) {
      const pressed = String(Number(button.dataset.span) === now);
      if (button.ariaPressed !== pressed) button.ariaPressed = pressed;
    }
  }

  moved() {
    this.view.settle(this.view.end);
    this.schedule();
  }

  listen() {
    listenToHands(this);
    this.sizes = new ResizeObserver(() => this.schedule());
    this.sizes.observe(this.section);
    this.fold.addEventListener("toggle", () => this.schedule());
    this.log.addEventListener("toggle", () => this.schedule());
    this.root.querySelector(".video").onclick = () => videoMark(this);
    this.calm.addEventListener("change", () => this.schedule());
    this.root.querySelector(".to-now").onclick = () => {
      this.view.toEnd();
      this.moved();
    };
  }

  end() {
    this.stream.close();
    this.sizes.disconnect();
    clearTimeout(this.timer);
    cancelAnimationFrame(this.pending);
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let lab = SCREENS.get(parentElement);
  if (!lab) {
    lab = new Lab(parentElement, setTriggerValue);
    SCREENS.set(parentElement, lab);
  }
  lab.ask = setTriggerValue;
  lab.use(data);
  return () => {
    lab.end();
    SCREENS.delete(parentElement);
  };
}
