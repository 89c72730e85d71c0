// A few marks of a moment, folded away: five buttons are enough to look at. Whoever
// marks is told that it arrived, only there: no screen says who did.

const NOTED_MS = 3000;

class Marks {
  constructor(root, press) {
    this.root = root;
    this.press = press;
    this.names = [];
    this.here = [];
    this.open = false;
    this.arrived = false;
    root.querySelector(".more").onclick = () => this.toggle();
  }

  // `here` are the marks that this step is about: they are always to be seen.
  show(names, words, here = this.here) {
    this.names = names;
    this.here = names.length ? here : [];
    this.words = words;
    if (names.length === 0) this.open = false;
    const more = put(this.root, ".more", names.length ? words["couple.mark.open"] : "");
    more.setAttribute("aria-expanded", String(this.open));
    more.setAttribute("aria-keyshortcuts", "M");
    const box = this.root.querySelector(".marks");
    box.setAttribute("aria-label", words["couple.mark.open"]);
    const wanted = (this.open ? names : this.here).map((what) => ({
      what,
      label: words[`couple.mark.${what}`],
      letter: MARK_LETTER[what],
    }));
    putButtons(box, wanted, (what) => this.mark(what));
    put(this.root, ".noted", this.arrived ? words["couple.mark.noted"] : "");
  }

  toggle() {
    this.open = !this.open;
    this.show(this.names, this.words);
    this.root.querySelector(".quiet").scrollIntoView({ block: "nearest" });
  }

  mark(what) {
    this.press("mark", { value: what });
    this.open = false;
    this.show(this.names, this.words);
  }

  key(letter) {
    if (this.names.includes(MARK_KEYS[letter])) this.mark(MARK_KEYS[letter]);
    if (letter === "m" && this.names.length) this.toggle();
  }

  note() {
    this.arrived = true;
    this.show(this.names, this.words);
    clearTimeout(this.noting);
    this.noting = setTimeout(() => {
      this.arrived = false;
      this.show(this.names, this.words);
    }, NOTED_MS);
  }
}
