// The couple's screen. It draws what it is told and passes on what is pressed. All state
// lives in the collector but for the pages of a private choice, which nobody else sees.

const STAGES = new WeakMap();
const FRAME_MS = 40;
const DIM = new Set(["dark", "pacer", "long_break"]);
const READ_MS = 9000;
const READ_MS_A_LETTER = 70;
const TWICE_MS = 800;
const WAIT_MS = 4000;
const STOPS_AGAIN = 3;
const NEW_PAGE_MS = 450;
const IN_TURN = new Set(["pause", "pattern", "stop"]);
const NO_TURN = new Set(["private", "agree", "long_break", "end", "no_talk"]);
const LEFT = "left";

class Couple {
  constructor(root, ask) {
    this.root = root;
    this.ask = ask;
    this.section = root.querySelector(".couple");
    this.canvas = root.querySelector("canvas");
    this.shape = new Shape();
    this.drawing = null;
    this.lost = false;
    this.alone = null;
    this.turn = null;
    this.marks = new Marks(root, (what, more) => this.press(what, more));
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.stream = new Stream({
      onMessage: (message) => this.take(message),
      onState: (state) => this.linked(state),
      onRefused: () => this.ask("renew", Date.now()),
    });
    this.onKey = (event) => this.key(event);
    this.onStir = () => this.wake();
    window.addEventListener("keydown", this.onKey, true);
    window.addEventListener("pointermove", this.onStir);
    window.addEventListener("pointerdown", this.onStir);
    root.querySelector(".away").onclick = () => this.leave();
    this.last = performance.now();
    this.move();
    // The browser's own Back must not bring back what was left quickly.
    const [arrival] = performance.getEntriesByType("navigation");
    if (arrival?.type === "back_forward" && sessionStorage.getItem(LEFT)) this.leave();
    else sessionStorage.removeItem(LEFT);
  }

  // -- what comes in ------------------------------------------------------------------
  use(data) {
    const renewed = data.url !== this.data?.url;
    const failed = data.failed && data.failed !== this.data?.failed;
    const noted = this.data && data.noted && data.noted !== this.data.noted;
    this.data = data;
    this.words = data.words;
    this.dark = isDark(this.section);
    if (renewed) this.stream.open(data.url);
    if (failed) this.refused();
    this.show();
    if (noted) this.noted();
  }

  take(message) {
    if (message.kind === "problem") {
      this.lost = true;
    } else if (message.kind === "session") {
      this.lost = false;
      this.drawing = message.drawing;
      if (this.drawing?.display !== "private") this.alone = null;
      if (this.alone && this.alone.wearer !== this.drawing.private.wearer) this.alone = null;
      // A step that ends by itself does not take away a turn; a break or the end does.
      if (NO_TURN.has(this.drawing?.display) || !(this.drawing?.buttons ?? []).includes("pause")) this.turn = null;
      this.settled();
    }
    this.show();
  }

  linked(state) {
    this.lost = state === "lost";
    this.show();
  }

  // -- what is shown ------------------------------------------------------------------
  say(text) {
    return text?.[this.data.language] ?? "";
  }

  show() {
    if (!this.data) return;
    const { root, words, section } = this;
    const d = this.drawing ?? { display: "connecting" };
    const turn = this.turn?.shows((text) => this.say(text), words);
    const own = turn ?? (d.display === "private" ? this.privately(d) : {});
    section.dataset.turn = this.turn?.page ?? "";
    section.dataset.display = d.display;
    section.dataset.step = d.step ?? "";
    section.lang = this.data.language;
    section.setAttribute("aria-label", words["couple.stage"]);
    this.colours = DIM.has(d.display) ? this.data.dim : this.dark ? this.data.dark : this.data.light;
    for (const [name, value] of Object.entries(this.colours)) {
      section.style.setProperty(`--c-${name}`, value);
    }
    const title = turn ? "" : this.say(d.title);
    put(root, ".title", title || words["couple.stage"]).classList.toggle("unseen", title === "");
    const waiting = d.display === "connecting" ? words["couple.connecting"] : "";
    this.prompt(own.prompt ?? (this.say(d.prompt) || waiting));
    put(root, ".line", turn ? (own.line ?? "") : this.say(d.line));
    putCards(root.querySelector(".cards"), turn ? [] : (d.cards ?? []).map((card) => this.say(card)));
    root.querySelector(".cards").setAttribute("aria-label", words["couple.cards"]);
    this.shared(turn ? [] : (d.shared ?? []));
    this.seen(turn ? { display: "turn" } : d);
    this.offer(d);
    this.choices(d, own.choices);
    const away = this.lost ? words["couple.trouble.away"] : this.say(d.trouble);
    put(root, ".trouble", this.failed ? words["couple.trouble.press"] : away);
    const help = put(root, ".help", words["couple.button.help"]);
    help.href = `/help?lang=${this.data.language}`;
    put(root, ".away", words["couple.button.away"]).title = words["couple.away_how"];
    root.querySelector(".away").setAttribute("aria-keyshortcuts", "Escape");
    this.buttons(d);
    this.marks.show(turn ? [] : (d.marks ?? []), words, d.marks_here ?? []);
  }

  shared(texts) {
    const { root, words } = this;
    root.querySelector(".shared").toggleAttribute("data-empty", texts.length === 0);
    put(root, ".shared-title", words["couple.shared"]);
    putCards(root.querySelector(".shared-words"), texts.map((text) => this.say(text)));
  }

  prompt(words) {
    const element = this.root.querySelector(".prompt");
    if (element.textContent === words) return;
    put(this.root, ".prompt", words);
    element.classList.toggle("long", words.length > 170);
    this.wake();
  }

  // It fades once it had time to be read, and comes back as soon as somebody stirs.
  wake() {
    clearTimeout(this.fading);
    this.section.removeAttribute("data-faded");
    const letters = this.root.querySelector(".prompt").textContent.length;
    const read = this.data?.fade_ms ?? READ_MS + READ_MS_A_LETTER * letters;
    this.fading = setTimeout(() => this.section.setAttribute("data-faded", ""), read);
  }

  seen(d) {
    const { root, words } = this;
    putHearts(root.querySelector(".hearts"), d.hearts, words);
    const word = this.say(d.word);
    put(root, ".word", word);
    put(root, ".sentence", this.say(d.sentence));
    const painted = d.shape || d.display === "pacer";
    this.canvas.toggleAttribute("data-empty", !painted);
    const shown = d.shape === "unknown" || word === "" ? words["couple.shape_unknown"] : words["couple.shape"].replace("{word}", word);
    this.canvas.setAttribute("aria-label", d.display === "pacer" ? words["couple.pacer.soft"] : shown);
    this.section.dataset.shape = d.shape ?? "";
  }

  offer(d) {
    const { root, words } = this;
    const what = d.pattern ?? d.cue;
    const box = root.querySelector(".offer");
    const text = what ? this.say(what.text) : "";
    put(root, ".offer-name", d.pattern?.name ?? "");
    put(root, ".offer-text", text);
    if (box.hidden !== !what) box.hidden = !what;
    const answers = [];
    const after = { go_on: "couple.pattern.go_on", pause: "couple.button.pause" };
    if (d.pattern) {
      for (const what of d.pattern.choices) answers.push({ what, label: words[after[what]] });
    } else if (d.cue?.asks) {
      answers.push({ what: "yes", label: words["couple.cue.yes"] });
      answers.push({ what: "not_now", label: words["couple.cue.not_now"] });
    }
    const of = d.pattern ? {} : { value: d.cue?.of };
    putButtons(root.querySelector(".answers"), answers, (one) => this.press(one, of));
  }

  // One chooses, the other looks away; between them there is a page to hand over.
  privately(d) {
    if (!this.alone) return { prompt: this.say(d.private.text), choices: ["alone"] };
    if (this.alone.chosen) return { prompt: this.words["couple.connecting"], choices: [] };
    return { choices: d.choices };
  }

  choices(d, own) {
    const { words } = this;
    const box = this.root.querySelector(".choices");
    const clock = (time) => ({ what: `at ${time}`, label: time });
    const label = (choice) => ({
      what: choice,
      label: words[choice === "alone" ? "couple.private.ready" : `couple.break.${choice}`],
      main: choice === "alone",
    });
    if (this.turn) {
      putButtons(box, own, (what) => this.chooseInTurn(what));
      return;
    }
    const wanted = own ? own.map(label) : (d.times ?? []).map(clock);
    if (d.turns) {
      const key = d.turns.turns.length > 1 ? "couple.words.open" : "couple.words.open_one";
      wanted.push({ what: "turns", label: words[key] });
    }
    if (d.display === "end" || d.display === "no_talk") {
      wanted.push({ what: "home", label: words["couple.button.home"], main: true });
    }
    putButtons(box, wanted, (what) => this.choose(what, d));
  }

  buttons(d) {
    const { words } = this;
    const box = this.root.querySelector(".buttons");
    box.setAttribute("aria-label", words["couple.buttons"]);
    const wanted = this.pressable().map((what) => ({
      what,
      label: words[`couple.button.${what}`],
      letter: LETTER[what],
      main: what === "next" || what === "back",
    }));
    putButtons(box, wanted, (what) => this.press(what));
    const marks = (d.marks ?? []).length > 0 && !this.turn;
    const keys = [words["couple.away_how"], ...(marks ? [words["couple.mark.how"]] : [])];
    put(this.root, ".keys", wanted.length > 2 ? keys.join(" ") : "");
  }

  // The buttons of now. In a private turn those that end or pause it, and no others.
  pressable() {
    const buttons = this.drawing?.buttons ?? [];
    return this.turn ? buttons.filter((what) => IN_TURN.has(what)) : buttons;
  }

  // -- what is pressed ----------------------------------------------------------------
  choose(what, d) {
    if (what === "home") {
      this.press("home");
    } else if (what === "turns") {
      this.turn = new Turn(d.turns, (one, told) => this.press(one, told));
      this.show();
      this.newPage();
    } else if (what === "alone") {
      this.alone = { wearer: d.private.wearer };
      this.show();
      this.newPage();
    } else if (what.startsWith("at ")) {
      this.press("at", { value: what.slice(3) });
    } else {
      this.press("break", { value: what, wearer: d.private.wearer });
      this.alone.chosen = true;
      this.show();
    }
  }

  chooseInTurn(what) {
    if (!this.turn.press(what)) this.turn = null;
    this.show();
    this.newPage();
  }

  // A page of one's own begins at its words, and a press that was meant for the page
  // before must not choose or share anything here: double clicks, an Enter held down.
  newPage() {
    this.root.querySelector(".prompt").focus();
    this.section.scrollTo(0, 0);
    const choices = this.root.querySelector(".choices");
    choices.inert = true;
    clearTimeout(this.turning);
    this.turning = setTimeout(() => (choices.inert = false), NEW_PAGE_MS);
  }

  press(what, more = {}, again = 0) {
    this.section.dataset.pressed = what;
    this.failed = false;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.unanswered(what, again), WAIT_MS);
    this.ask("press", { what, step: this.drawing?.step ?? "", at: Date.now(), ...more });
  }

  // Nothing came of it, not even a no: it was lost on its way. What the server lost of
  // presses that did arrive is mended there (components/heard.py).
  // Stopping twice is stopping once, so that is asked again.
  unanswered(what, again) {
    this.settled();
    if (what === "stop" && again < STOPS_AGAIN && this.pressable().includes("stop")) {
      this.press(what, {}, again + 1);
    }
  }

  settled() {
    clearTimeout(this.waiting);
    delete this.section.dataset.pressed;
  }

  noted() {
    this.settled();
    this.marks.note();
  }

  refused() {
    this.settled();
    this.failed = true;
    if (this.alone) this.alone.chosen = false;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      this.failed = false;
      this.show();
    }, 8000);
  }

  key(event) {
    this.wake();
    if (event.key === "Escape") {
      if (event.timeStamp - (this.escaped ?? -TWICE_MS) < TWICE_MS) this.leave();
      this.escaped = event.timeStamp;
      return;
    }
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.repeat);
    const letter = event.key.toLowerCase();
    if (!plain || !(letter === "m" || letter in KEYS || letter in MARK_KEYS)) return;
    event.stopImmediatePropagation(); // Streamlit has an R of its own
    event.preventDefault();
    const what = this.pressable().find((one) => LETTER[one] === letter);
    if (what) this.press(what);
    this.marks.key(letter);
  }

  // Another page in the place of this one; the talk goes on and nothing is noted down.
  leave() {
    this.stream.close();
    sessionStorage.setItem(LEFT, "yes");
    location.replace("about:blank");
  }

  // -- what moves ---------------------------------------------------------------------
  move() {
    this.frame = requestAnimationFrame(() => {
      const now = performance.now();
      if (this.colours && now - this.last >= FRAME_MS - 8) {
        this.paint(Math.min((now - this.last) / 1000, 1));
        this.last = now;
      }
      this.move();
    });
  }

  paint(seconds) {
    const d = this.turn ? null : this.drawing;
    const still = this.still.matches;
    this.shape.glide(d?.shape ?? "unknown", seconds, still);
    const pacer = d?.display === "pacer";
    const breath = breathAt(performance.now() / 1000);
    const word = pacer ? this.words[breath.inward ? "couple.pacer.in" : "couple.pacer.out"] : "";
    put(this.root, ".breath", word);
    if (this.canvas.hasAttribute("data-empty")) return;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const scale = Math.min(devicePixelRatio || 1, 2);
    const size = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== size[0]) this.canvas.width = size[0];
    if (this.canvas.height !== size[1]) this.canvas.height = size[1];
    const pen = this.canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    if (pacer) drawBreath(pen, width, height, still ? 0.7 : breath.full, this.colours);
    else this.shape.draw(pen, width, height, this.colours);
    globalThis.samenstemmingPainted?.();
  }

  end() {
    this.stream.close();
    cancelAnimationFrame(this.frame);
    for (const timer of [this.fading, this.waiting, this.telling, this.turning, this.marks.noting]) clearTimeout(timer);
    window.removeEventListener("keydown", this.onKey, true);
    window.removeEventListener("pointermove", this.onStir);
    window.removeEventListener("pointerdown", this.onStir);
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let couple = STAGES.get(parentElement);
  if (!couple) {
    couple = new Couple(parentElement, setTriggerValue);
    STAGES.set(parentElement, couple);
  }
  couple.ask = setTriggerValue;
  couple.use(data);
  return () => {
    couple.end();
    STAGES.delete(parentElement);
  };
}
