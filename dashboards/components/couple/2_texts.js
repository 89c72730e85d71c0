// What is said. Names are people's own text: only ever textContent.

const KEYS = { p: "pause", r: "pattern", s: "skip", v: "next", x: "stop" };
const MARK_KEYS = { t: "went_quiet", l: "laughed", w: "repair_felt" };
const MARK_LETTER = Object.fromEntries(Object.entries(MARK_KEYS).map(([key, what]) => [what, key]));
const LETTER = Object.fromEntries(Object.entries(KEYS).map(([key, what]) => [what, key]));
LETTER.back = "v";
const HEART = "M12 20.5S3.5 15.6 3.5 9.3A4.6 4.6 0 0 1 12 6.9a4.6 4.6 0 0 1 8.5 2.4C20.5 15.6 12 20.5 12 20.5Z";

function put(root, selector, words) {
  const element = root.querySelector(selector);
  if (element.textContent !== words) element.textContent = words;
  element.toggleAttribute("data-empty", words === "");
  return element;
}

// Keeps buttons that stay: whoever has the focus on one does not lose it.
function putButtons(box, wanted, press) {
  const have = new Map([...box.children].map((child) => [child.dataset.what, child]));
  const order = wanted.map(({ what, label, letter, main }) => {
    const button = have.get(what) ?? document.createElement("button");
    if (!have.has(what)) {
      button.type = "button";
      button.dataset.what = what;
      button.append(document.createElement("span"));
      if (letter) {
        const key = document.createElement("kbd");
        key.textContent = letter.toUpperCase();
        key.setAttribute("aria-hidden", "true");
        button.append(key);
        button.setAttribute("aria-keyshortcuts", letter.toUpperCase());
      }
    }
    button.onclick = () => press(what);
    button.classList.toggle("main", main === true);
    if (button.firstChild.textContent !== label) button.firstChild.textContent = label;
    return button;
  });
  const same = order.length === box.children.length && order.every((b, i) => box.children[i] === b);
  if (!same) box.replaceChildren(...order);
  box.toggleAttribute("data-empty", order.length === 0);
}

function putCards(list, texts) {
  const joined = texts.join("\n");
  if (list.dataset.texts === joined) return;
  list.dataset.texts = joined;
  list.toggleAttribute("data-empty", texts.length === 0);
  list.replaceChildren(
    ...texts.map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }),
  );
}

function putHearts(list, hearts, words) {
  const joined = (hearts ?? []).join();
  list.toggleAttribute("data-empty", joined === "");
  if (list.dataset.hearts === joined + words["couple.signal.good"]) return;
  list.dataset.hearts = joined + words["couple.signal.good"];
  list.replaceChildren(
    ...(hearts ?? []).map((state) => {
      const item = document.createElement("li");
      item.className = state;
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("viewBox", "0 0 24 24");
      svg.setAttribute("aria-hidden", "true");
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", HEART);
      svg.append(path);
      const word = document.createElement("span");
      word.textContent = words[`couple.signal.${state}`];
      item.append(svg, word);
      return item;
    }),
  );
}
