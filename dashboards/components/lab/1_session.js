// What the server has told so far: tables of columns that only grow. A message either
// replaces everything (`reset`) or is appended; the same number twice changes nothing.

class Session {
  constructor() {
    this.forget();
  }

  forget() {
    this.id = null;
    this.number = -1;
    this.t = 0;
    this.heardAt = null;
    this.finished = this.closed = false;
    this.meta = {};
    this.tables = {};
    this.troubles = [];
    this.of = { a: emptyWearer(), b: emptyWearer() };
  }

  // Returns true where the message changed something.
  take(message, now) {
    if (message.reset) {
      const meta = message.meta ?? {};
      this.forget();
      this.meta = meta;
      this.id = message.session;
    } else if (message.session !== this.id || message.number <= this.number) {
      return false;
    }
    this.number = message.number;
    this.finished = message.finished;
    this.closed = message.closed;
    if (message.t > this.t || this.heardAt === null) this.heardAt = now;
    this.t = Math.max(this.t, message.t);
    for (const [name, columns] of Object.entries(message.tables)) {
      this.append(name, columns);
    }
    return true;
  }

  append(name, columns) {
    if (!columns.w || name === "markers") {
      join((this.tables[name] ??= {}), columns);
      return;
    }
    for (const w of ["a", "b"]) {
      const mine = columns.w.map((value) => value === w);
      if (!mine.includes(true)) continue;
      const own = Object.fromEntries(
        Object.entries(columns).map(([key, c]) => [key, c.filter((_, i) => mine[i])]),
      );
      join((this.of[w][name] ??= {}), own);
    }
  }

  get relation() {
    return this.tables.relation ?? NOTHING;
  }

  get markers() {
    return this.tables.markers ?? NOTHING;
  }

  // Whether anything was ever heard from this wearer.
  has(w) {
    const own = this.of[w];
    return own.rates.t.length + own.beats.t.length > 0;
  }

  get empty() {
    return !this.has("a") && !this.has("b");
  }
}

const NOTHING = { t: [] };

function emptyWearer() {
  const names = ["rates", "beats", "gaps", "hrv", "indices", "links", "ecg", "battery", "malformed", "left_out", "levels"];
  const own = Object.fromEntries(names.map((name) => [name, { t: [] }]));
  Object.assign(own.levels, { d: [], state: [], why: [] });
  return own;
}

function join(into, columns) {
  for (const [key, values] of Object.entries(columns)) {
    const column = (into[key] ??= []);
    for (const value of values) column.push(value);
  }
}

// The newest row of a table at or before t, if it is at most `age` seconds old.
function rowAt(table, t, age = Infinity) {
  const i = countUntil(table.t, t) - 1;
  if (i < 0 || t - table.t[i] > age) return null;
  return Object.fromEntries(Object.entries(table).map(([key, c]) => [key, c[i]]));
}
