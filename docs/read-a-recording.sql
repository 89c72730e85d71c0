-- Reads a recording with SQL alone, from docs/recording-format.md and nothing else:
--   sqlite3 -readonly talk.samen ".read docs/read-a-recording.sql" "SELECT * FROM rr"
-- Only temporary views are made; the file is not touched. Open a finished recording,
-- or one that is being written through SQLite as well, never a plain copy of the latter.
-- SQLite 3.37 or newer, with its JSON functions (they are built in from 3.38 on).

-- Every event with session time: seconds since the first tick, sleep and pauses of
-- the collector included.
CREATE TEMP VIEW event_time AS
WITH RECURSIVE
ahead AS (                 -- how far boot time is ahead: it counts sleep
  SELECT boot, anchor, after_seq,
         boottime_ns - monotonic_ns
           - lag(boottime_ns - monotonic_ns) OVER (PARTITION BY boot ORDER BY anchor)
           AS jump_ns
  FROM anchor WHERE boottime_ns IS NOT NULL
),
slept AS (SELECT * FROM ahead WHERE jump_ns > 500000000),
awake AS (                 -- events on the clock of their own run, sleep put in
  SELECT e.seq, e.boot, e.kind,
         e.t_ns + coalesce((SELECT sum(s.jump_ns) FROM slept s
                            WHERE s.boot = e.boot AND s.after_seq < e.seq), 0) AS at_ns
  FROM event e
),
run AS (                   -- each run of a collector: its ends, and clocks to join by
  SELECT b.boot, b.host_boot, row_number() OVER (ORDER BY b.boot) AS n,
         (SELECT min(seq) FROM awake w WHERE w.boot = b.boot) AS first_seq,
         (SELECT at_ns FROM awake w WHERE w.boot = b.boot ORDER BY seq LIMIT 1)
           AS first_ns,
         (SELECT max(at_ns) FROM awake w WHERE w.boot = b.boot) AS end_ns,
         f.after_seq AS f_after, f.monotonic_ns AS f_mono, f.utc_ns AS f_utc,
         f.boottime_ns AS f_bt,
         l.monotonic_ns + coalesce((SELECT sum(s.jump_ns) FROM slept s
                                    WHERE s.boot = b.boot), 0) AS l_at,
         l.utc_ns AS l_utc, l.boottime_ns AS l_bt
  FROM boot b
  LEFT JOIN anchor f ON f.anchor = (SELECT min(anchor) FROM anchor WHERE boot = b.boot)
  LEFT JOIN anchor l ON l.anchor = (SELECT max(anchor) FROM anchor WHERE boot = b.boot)
),
joined AS (                -- one line for all runs: each begins after the one before
  SELECT n, 1 AS placed, host_boot, 0 AS offset_ns, end_ns AS latest_ns,
         l_at, l_utc, l_bt
  FROM run WHERE n = 1
  UNION ALL                -- where run n + 1 begins, from what is known of run n
  SELECT r.n, 0, r.host_boot,
         CASE
           WHEN r.f_mono IS NULL OR r.f_after >= r.first_seq
             THEN coalesce(p.latest_ns, 0) - coalesce(r.first_ns, 0)
           WHEN p.l_at IS NULL THEN coalesce(p.latest_ns, 0) - r.f_mono
           WHEN r.host_boot = p.host_boot AND r.f_bt IS NOT NULL AND p.l_bt IS NOT NULL
             THEN max(p.l_at + r.f_bt - p.l_bt, coalesce(p.latest_ns, 0)) - r.f_mono
           ELSE max(p.l_at + r.f_utc - p.l_utc, coalesce(p.latest_ns, 0)) - r.f_mono
         END,
         p.latest_ns, p.l_at, p.l_utc, p.l_bt
  FROM joined p JOIN run r ON r.n = p.n + 1
  WHERE p.placed
  UNION ALL                -- and where it ends
  SELECT p.n, 1, p.host_boot, p.offset_ns,
         coalesce(max(p.latest_ns, r.end_ns + p.offset_ns),
                  p.latest_ns, r.end_ns + p.offset_ns),
         coalesce(r.l_at + p.offset_ns, p.l_at),
         CASE WHEN r.l_at IS NULL THEN p.l_utc ELSE r.l_utc END,
         CASE WHEN r.l_at IS NULL THEN p.l_bt ELSE r.l_bt END
  FROM joined p JOIN run r ON r.n = p.n
  WHERE NOT p.placed
),
line AS (
  SELECT w.seq, w.kind, w.at_ns + j.offset_ns AS line_ns
  FROM awake w JOIN run r USING (boot) JOIN joined j ON j.n = r.n AND j.placed
),
zero AS (
  SELECT coalesce(
    (SELECT zero_ns FROM boot WHERE zero_ns IS NOT NULL ORDER BY boot LIMIT 1),
    (SELECT line_ns FROM line WHERE kind = 'tick' ORDER BY seq LIMIT 1),
    (SELECT line_ns FROM line ORDER BY seq LIMIT 1)) AS zero_ns
)
SELECT e.seq, line_ns - zero_ns AS t_ns, (line_ns - zero_ns) / 1e9 AS t_s,
       e.kind, e.wearer, e.topic, e.payload
FROM event e JOIN line USING (seq) CROSS JOIN zero;

-- A heart rate packet's fields (Bluetooth characteristic 0x2A37). A packet that ends
-- before what its flags promise has NULL there.
CREATE TEMP VIEW heart_rate AS
WITH digits AS (
  SELECT seq, t_s, wearer, hex(payload) AS h, length(payload) AS n
  FROM event_time WHERE kind = 'packet' AND topic = 'heart_rate_measurement'
),
flagged AS (
  SELECT *, (instr('0123456789ABCDEF', substr(h, 1, 1)) - 1) * 16
             + instr('0123456789ABCDEF', substr(h, 2, 1)) - 1 AS flags
  FROM digits WHERE n >= 2
)
SELECT seq, t_s, wearer, h, n, flags,
       CASE WHEN flags & 1 AND n < 3 THEN NULL ELSE
         (instr('0123456789ABCDEF', substr(h, 3, 1)) - 1) * 16
         + instr('0123456789ABCDEF', substr(h, 4, 1)) - 1
         + CASE WHEN flags & 1 THEN
             ((instr('0123456789ABCDEF', substr(h, 5, 1)) - 1) * 16
             + instr('0123456789ABCDEF', substr(h, 6, 1)) - 1) * 256 ELSE 0 END
       END AS heart_rate_bpm,
       CASE WHEN flags & 4 THEN (flags & 2) / 2 END AS contact,
       2 + (flags & 1) + CASE WHEN flags & 8 THEN 2 ELSE 0 END AS rr_from
FROM flagged;

-- The RR intervals of heart rate packets, in milliseconds, oldest first. `t_s` is when
-- the packet arrived: an interval carries no time of its own (docs/beat-times.md).
CREATE TEMP VIEW rr AS
WITH RECURSIVE place (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM place WHERE i < 127)
SELECT seq, wearer, t_s, i AS place,
       ((instr('0123456789ABCDEF', substr(h, 2 * (rr_from + 2 * i) + 1, 1)) - 1) * 16
       + instr('0123456789ABCDEF', substr(h, 2 * (rr_from + 2 * i) + 2, 1)) - 1
       + ((instr('0123456789ABCDEF', substr(h, 2 * (rr_from + 2 * i) + 3, 1)) - 1) * 16
       + instr('0123456789ABCDEF', substr(h, 2 * (rr_from + 2 * i) + 4, 1)) - 1) * 256)
       * 1000.0 / 1024 AS rr_ms
FROM heart_rate JOIN place ON rr_from + 2 * i + 2 <= n
WHERE flags & 16 AND (n - rr_from) % 2 = 0
ORDER BY seq, i;

-- What people and the collector did: steps, presses, cues, notes.
CREATE TEMP VIEW marker AS
SELECT seq, t_s, topic AS name, wearer,
       json_extract(payload, '$.source') AS source, json_extract(payload, '$.note') AS note,
       json_extract(payload, '$.data') AS data
FROM (SELECT seq, t_s, topic, wearer, CAST(payload AS TEXT) AS payload
      FROM event_time WHERE kind = 'marker');
