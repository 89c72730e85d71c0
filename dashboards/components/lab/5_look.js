// Colours, fonts and numbers as the page has them now.

function isDark(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color");
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = colour.trim() || "#ffffff";
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(probe.fillStyle.slice(i, i + 2), 16));
  return 0.3 * r + 0.6 * g + 0.1 * b < 128;
}

function lookOf(colours, element, language) {
  const family = getComputedStyle(element).fontFamily;
  const formats = [0, 1, 2, 3].map(
    (digits) =>
      new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false, // 1.065 ms is a second in Dutch and a millisecond in English
      }),
  );
  let hatch = null;
  return {
    ...colours,
    small: `12px ${family}`,
    normal: `14px ${family}`,
    // A true minus sign is as wide as a digit: numbers stay aligned.
    number: (value, digits) => formats[digits].format(value).replace("-", "−"),
    hatching: (c) => (hatch ??= hatching(c, colours.hatch)),
  };
}

function hatching(c, colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const t = tile.getContext("2d");
  t.strokeStyle = colour;
  t.lineWidth = 1;
  for (const shift of [-8, 0, 8]) line(t, shift, 8, shift + 8, 0);
  return c.createPattern(tile, "repeat");
}

// One range of beats a minute for both wearers, on tens, at least thirty wide. It grows
// at once and shrinks only by much, so that it does not breathe with the data.
function heartRange(session, view, before) {
  const seen = [];
  for (const w of ["a", "b"]) {
    for (const table of [session.of[w].beats, session.of[w].rates]) {
      const first = countUntil(table.t, view.from);
      const last = countUntil(table.t, view.to);
      const stride = Math.max(1, Math.floor((last - first) / 1000));
      for (let i = first; i < last; i += stride) if (table.bpm[i]) seen.push(table.bpm[i]);
    }
  }
  if (!seen.length) return before;
  seen.sort((one, other) => one - other);
  const at = (share) => seen[Math.min(Math.floor(share * seen.length), seen.length - 1)];
  let low = Math.floor((at(0.01) - 3) / 10) * 10;
  let high = Math.ceil((at(0.99) + 3) / 10) * 10;
  while (high - low < 30) [low, high] = high - low < 20 ? [low - 10, high + 10] : [low, high + 10];
  if (before === null) return [low, high];
  const kept = [
    low < before[0] || low >= before[0] + 20 ? low : before[0],
    high > before[1] || high <= before[1] - 20 ? high : before[1],
  ];
  return kept;
}
