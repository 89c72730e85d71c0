// What the server sent: bytes that are read in place, and JSON.
//
// Four letters, the header's length, the header, then columns on eights (view_replay.py).
// NaN is "not known": nothing is ever drawn there.

const TYPES = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  int8: Int8Array,
};

function unpack(buffer) {
  const length = new DataView(buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
  const columns = {};
  for (const [name, [type, n, at]] of Object.entries(header.columns)) {
    columns[name] = new TYPES[type](buffer, 8 + length + at, n);
  }
  return { ...header, columns };
}

class Problem extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// One part of a record: its bytes or JSON, or { share } while it is being made.
async function fetchPart(base, part, signal) {
  const answer = await fetch(base.replace("{part}", part), { signal, cache: "no-store" });
  if (answer.status === 202) return { share: (await answer.json()).share };
  if (answer.status === 409) throw new Problem((await answer.json()).code);
  if (!answer.ok) throw new Problem(answer.status === 403 ? "renew" : "unreadable");
  const bytes = answer.headers.get("content-type").startsWith("application/octet");
  return bytes ? unpack(await answer.arrayBuffer()) : await answer.json();
}

// The same, asked for again until it is there; `tell` gets the share that is done.
async function waitForPart(base, part, signal, tell) {
  for (;;) {
    const found = await fetchPart(base, part, signal);
    if (!("share" in found) || "columns" in found) return found;
    tell(found.share);
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (signal.aborted) throw new DOMException("gone", "AbortError");
  }
}

// The place of the time nearest to t; -1 where none is within `reach`.
function nearest(times, t, reach) {
  const after = countUntil(times, t);
  let best = -1;
  for (const i of [after - 1, after]) {
    if (i < 0 || i >= times.length || Math.abs(times[i] - t) > reach) continue;
    if (best < 0 || Math.abs(times[i] - t) < Math.abs(times[best] - t)) best = i;
  }
  return best;
}

class Record {
  constructor(head) {
    this.head = head;
    this.duration = head.duration_s;
    this.of = {};
    for (const w of head.wearers) {
      const of = {};
      for (const [name, column] of Object.entries(head.columns)) {
        if (name.startsWith(`${w}.`)) of[name.slice(2)] = column;
      }
      this.of[w] = { ...of, gaps: head.gaps[w] ?? [] };
    }
    this.map = this.chance = this.moments = this.analysis = null;
    this.range = rangeOf(head.wearers.map((w) => this.of[w].nn_bpm), 10, 30);
    this.spread = rangeOf(head.wearers.map((w) => this.of[w].rmssd), 20, 40, 0);
  }
}

// A range on whole steps that holds all but the outermost hundredths.
function rangeOf(columns, step, least, from = null) {
  const seen = [];
  for (const column of columns) {
    const stride = Math.max(1, Math.floor(column.length / 4000));
    for (let i = 0; i < column.length; i += stride) {
      if (Number.isFinite(column[i])) seen.push(column[i]);
    }
  }
  if (!seen.length) return [from ?? 50, (from ?? 50) + least];
  seen.sort((one, other) => one - other);
  const at = (share) => seen[Math.min(Math.floor(share * seen.length), seen.length - 1)];
  const low = from ?? Math.floor((at(0.005) - 3) / step) * step;
  const high = Math.ceil((at(0.995) + 3) / step) * step;
  return [low, Math.max(high, low + least)];
}
