// What the lab's and the replay's canvas do alike: finding a time, drawing a gap, and
// being held by a mouse or by fingers.

// How many of these ascending times are <= t.
function countUntil(times, t) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

// A hatched stretch without data from x0 to x1, with its reason where there is room.
function paintGap(f, [x0, x1], text, look, low) {
  const { c } = f;
  if (x1 < f.left || x0 > f.right) return;
  if (x1 - x0 < 3) {
    c.fillStyle = look.muted;
    c.fillRect(x0, f.bottom - low / 2 + 1, 2, low / 2 - 1);
    return;
  }
  c.fillStyle = look.hatching(c);
  c.fillRect(x0, f.top, x1 - x0, f.bottom - f.top);
  c.font = look.small;
  const wide = c.measureText(text).width;
  if (wide + 12 > x1 - x0) return;
  c.fillStyle = look.background;
  c.fillRect((x0 + x1 - wide) / 2 - 5, f.bottom - low - 8, wide + 10, 16);
  c.fillStyle = look.muted;
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.fillText(text, (x0 + x1) / 2, f.bottom - low);
}

// The wheel, a drag and a pinch move `owner.view`; `read` gets the time that is pointed
// at. The canvases lie below one another and are alike in width.
function holdPlot(owner, canvases, read) {
  const held = new Map();
  const inner = () => canvases[0].clientWidth - LEFT - RIGHT;
  const time = (event) => {
    const from = canvases[0].getBoundingClientRect().left + LEFT;
    const share = Math.min(Math.max((event.clientX - from) / inner(), 0), 1);
    return owner.view.from + share * owner.view.span;
  };
  const seconds = (pixels) => (pixels / inner()) * owner.view.span;

  for (const canvas of canvases) {
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) owner.view.pan(seconds(event.deltaX));
        else owner.view.zoom(Math.exp(event.deltaY * 0.0015), time(event));
        owner.moved();
      },
      { passive: false },
    );
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      held.set(event.pointerId, event.clientX);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (held.has(event.pointerId)) drag(event);
      read(time(event));
    });
    for (const name of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(name, (event) => held.delete(event.pointerId));
    }
  }

  function drag(event) {
    const before = [...held.values()];
    const by = event.clientX - held.get(event.pointerId);
    held.set(event.pointerId, event.clientX);
    const after = [...held.values()];
    if (after.length === 2) {
      const [was, is] = [before, after].map(([x, y]) => Math.max(Math.abs(x - y), 20));
      owner.view.zoom(was / is, time(event));
    } else {
      owner.view.pan(-seconds(by));
    }
    owner.moved();
  }
}
