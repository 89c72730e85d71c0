-- One session, one file. docs/recording-format.md explains every column.
-- crc: CRC-32 of the whole row, so a flipped bit in a time or a wearer shows too.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL,              -- JSON
  crc   INTEGER NOT NULL
) STRICT;

CREATE TABLE boot (                 -- one run of a collector: one monotonic epoch
  boot      INTEGER PRIMARY KEY,
  after_seq INTEGER NOT NULL,       -- the last event before this run began
  zero_ns   INTEGER,                -- session zero where it is known beforehand
  host_boot TEXT,                   -- equal: the host did not restart in between
  software  TEXT NOT NULL,
  sqlite    TEXT NOT NULL,
  system    TEXT NOT NULL,
  crc       INTEGER NOT NULL
) STRICT;

CREATE TABLE anchor (               -- the host's clocks, read at one moment
  anchor         INTEGER PRIMARY KEY,
  boot           INTEGER NOT NULL REFERENCES boot (boot),
  after_seq      INTEGER NOT NULL,  -- it holds for the events after this one
  reason         TEXT NOT NULL,
  monotonic_ns   INTEGER NOT NULL,
  utc_ns         INTEGER NOT NULL,
  boottime_ns    INTEGER,
  uncertainty_ns INTEGER NOT NULL,
  crc            INTEGER NOT NULL
) STRICT;

CREATE TABLE event (
  seq     INTEGER PRIMARY KEY,      -- 1, 2, 3, … without holes
  boot    INTEGER NOT NULL REFERENCES boot (boot),
  t_ns    INTEGER NOT NULL,         -- the raw host clock of its boot
  kind    TEXT NOT NULL CHECK (kind IN ('packet', 'link', 'tick', 'marker')),
  wearer  TEXT CHECK (wearer IN ('a', 'b')),
  topic   TEXT NOT NULL,            -- characteristic, link state or marker name
  payload BLOB NOT NULL,            -- a packet's bytes, JSON for the others
  crc     INTEGER NOT NULL
) STRICT;

CREATE TABLE seal (                 -- the chain: every 256 events and at close
  seal INTEGER PRIMARY KEY,
  boot INTEGER NOT NULL REFERENCES boot (boot),
  seq  INTEGER NOT NULL,            -- the last event it covers
  head BLOB NOT NULL,               -- SHA-256 (head before, events since)
  rest BLOB                         -- at close: SHA-256 of meta, boot and anchor
) STRICT;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE (ABORT, 'a recording is append-only'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE (ABORT, 'a recording is append-only'); END;
CREATE TRIGGER anchor_is_never_changed BEFORE UPDATE ON anchor
BEGIN SELECT RAISE (ABORT, 'a recording is append-only'); END;
CREATE TRIGGER anchor_is_never_deleted BEFORE DELETE ON anchor
BEGIN SELECT RAISE (ABORT, 'a recording is append-only'); END;
CREATE TRIGGER boot_is_never_changed BEFORE UPDATE ON boot
BEGIN SELECT RAISE (ABORT, 'a recording is append-only'); END;
CREATE TRIGGER boot_is_never_deleted BEFORE DELETE ON boot
BEGIN SELECT RAISE (ABORT, 'a recording is append-only'); END;
CREATE TRIGGER seal_is_never_changed BEFORE UPDATE ON seal
BEGIN SELECT RAISE (ABORT, 'a recording is append-only'); END;
CREATE TRIGGER seal_is_never_deleted BEFORE DELETE ON seal
BEGIN SELECT RAISE (ABORT, 'a recording is append-only'); END;
