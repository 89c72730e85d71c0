// neurokit2's table of the last two minutes, folded out under the strips. What a window
// does not allow is a dash; the reason is its title and stands under the table.

const INDICES = [
  ["mean_nn", "ms", 0],
  ["sdnn", "ms", 1],
  ["rmssd", "ms", 1],
  ["pnn50", "percent", 1],
  ["sd1", "ms", 1],
  ["sd2", "ms", 1],
  ["lf", "ms2", 0],
  ["hf", "ms2", 0],
];
const TABLE_AGE_S = 40;

// Fixed words, and a row for each index. Called again for another language.
function layTable(fold, { words, say }) {
  text(fold, "summary", words["lab.table"]);
  const heads = ["a", "b"].map((w) => say("lab.wearer", { wearer: w.toUpperCase() }));
  const head = [words["lab.table.index"], ...heads, words["lab.table.unit"]];
  fold.querySelector("thead tr").replaceChildren(...head.map((name) => cell("th", name, "col")));
  const rows = INDICES.map(([name, unit]) => {
    const row = document.createElement("tr");
    row.dataset.index = name;
    row.append(
      cell("th", words[`lab.index.${name}`], "row"),
      cell("td", ""),
      cell("td", ""),
      cell("td", words[`lab.${unit}`]),
    );
    return row;
  });
  fold.querySelector("tbody").replaceChildren(...rows);
}

function cell(kind, content, scope) {
  const element = document.createElement(kind);
  element.textContent = content;
  if (scope) element.scope = scope;
  return element;
}

function fillTable(fold, session, t, { words, say, number }) {
  if (!fold.open) return;
  const known = ["a", "b"].map((w) => rowAt(session.of[w].indices, t, TABLE_AGE_S));
  const none = words["lab.no_value"];
  for (const [name, , digits] of INDICES) {
    const cells = fold.querySelectorAll(`[data-index="${name}"] td`);
    known.forEach((row, i) => {
      const value = row?.[name] ?? null;
      const shown = value === null ? none : number(value, digits);
      const why = value === null ? whyNone(row, name, words) : "";
      if (cells[i].textContent === shown && cells[i].title === why) return;
      cells[i].textContent = shown;
      cells[i].title = why;
    });
  }
  const newest = known[0] ?? known[1];
  const clock = newest ? clockText(newest.t) : null;
  text(fold, "caption", clock ? say("lab.table.about", { clock }) : words["lab.table.none"]);
  text(fold, ".why", known.flatMap((row, i) => reasons(row, "AB"[i], words)).join(" "));
}

function whyNone(row, name, words) {
  if (row === null) return words["lab.table.none"];
  return words[`withheld.${row.why[name]}`] ?? row.why[name] ?? "";
}

// Each reason once, with the indices that it takes away.
function reasons(row, wearer, words) {
  const taken = {};
  for (const [name] of INDICES) {
    if (row && row[name] === null) (taken[whyNone(row, name, words)] ??= []).push(words[`lab.index.${name}`]);
  }
  return Object.entries(taken).map(([why, names]) => `${wearer}, ${names.join(", ")}: ${why}`);
}
