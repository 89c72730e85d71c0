// Choosing in private: one person at the screen, a page to hand over between, and for
// each question two choices of their own: which word, and whether to share it. Only the
// answer to the second leaves this page. What was picked is forgotten with it.

class Turn {
  constructor(held, send) {
    this.held = held;
    this.send = send;
    this.person = 0;
    this.question = 0;
    this.picked = null;
    this.page = "alone";
  }

  get asked() {
    return this.held.asked[this.question];
  }

  // What this page says and offers: {prompt, line, choices}, in the words of the page.
  shows(say, words) {
    const label = (what, key, main) => ({ what, label: words[key], main });
    const { turns } = this.held;
    switch (this.page) {
      case "alone":
        return {
          prompt: say(turns[this.person][this.person ? "hand_over" : "alone"]),
          choices: [label("alone", "couple.private.ready", true), label("leave", "couple.cue.not_now")],
        };
      case "pick":
        return {
          prompt: say(this.asked.prompt),
          line: words["couple.words.free"],
          choices: [
            ...this.asked.cards.map(({ index, text }) => ({ what: `word ${index}`, label: say(text) })),
            ...(this.asked.not_knowing ? [label("pass", "couple.words.not_knowing")] : []),
            label("skip_word", "couple.words.pass"),
          ],
        };
      case "share":
        return {
          prompt: say(this.picked.text),
          line: words["couple.words.share"],
          choices: [label("share", "couple.words.share.yes"), label("keep", "couple.words.share.no")],
        };
      default:
        return { prompt: words["couple.words.back"], choices: [label("together", "couple.words.together", true)] };
    }
  }

  // Whether there is a page left after this press.
  press(what) {
    if (what === "together") return false;
    if (what === "alone") this.page = "pick";
    else if (what === "leave") this.leave();
    else if (what.startsWith("word ")) this.pick(Number(what.slice(5)));
    else this.answer(what);
    return this.page !== null;
  }

  pick(index) {
    this.picked = this.asked.cards.find((card) => card.index === index);
    this.page = "share";
  }

  // Passing and not knowing are one: nothing of it is to be seen.
  answer(what) {
    const told = { step: this.held.step, wearer: this.held.turns[this.person].wearer, list: this.asked.list };
    const chosen = this.picked && { index: this.picked.index, shared: what === "share" };
    this.picked = null;
    this.send("card", { ...told, ...chosen });
    this.question += 1;
    this.page = "pick";
    if (this.question === this.held.asked.length) this.handOver();
  }

  // Not now: on to the other's turn; whoever opened it by mistake is back at once.
  leave() {
    if (this.person === 0) this.page = null;
    else this.handOver();
  }

  handOver() {
    this.question = 0;
    this.person += 1;
    this.page = this.person < this.held.turns.length ? "alone" : "back";
  }
}
