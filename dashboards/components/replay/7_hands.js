// Wheel, drag, pinch and keys.

function listenToHands(replay) {
  const { canvas } = replay.frames;
  const held = new Map();
  const inner = () => canvas.clientWidth - LEFT - RIGHT;
  const time = (event) => {
    const share = (event.clientX - canvas.getBoundingClientRect().left - LEFT) / inner();
    return replay.view.from + Math.min(Math.max(share, 0), 1) * replay.view.span;
  };
  const seconds = (pixels) => (pixels / inner()) * replay.view.span;

  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) replay.view.pan(seconds(event.deltaX));
      else replay.view.zoom(Math.exp(event.deltaY * 0.0015), time(event));
      replay.moved();
    },
    { passive: false },
  );
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, event.clientX);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (held.has(event.pointerId)) drag(event);
    replay.point(time(event), "off");
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => held.delete(event.pointerId));
  }

  function drag(event) {
    const before = [...held.values()];
    const by = event.clientX - held.get(event.pointerId);
    held.set(event.pointerId, event.clientX);
    const after = [...held.values()];
    if (after.length === 2) {
      const [was, is] = [before, after].map(([x, y]) => Math.max(Math.abs(x - y), 20));
      replay.view.zoom(was / is, time(event));
    } else {
      replay.view.pan(-seconds(by));
    }
    replay.moved();
  }

  replay.plot.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!pressed(replay, event)) return;
    event.preventDefault();
    replay.moved();
  });
}

// Whether the key meant something.
function pressed(replay, event) {
  const { view } = replay;
  const sign = event.key === "ArrowLeft" ? -1 : 1;
  const middle = replay.cursor ?? (view.from + view.to) / 2;
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowRight":
      if (event.shiftKey) view.pan((sign * view.span) / 10);
      else replay.stepCursor(sign);
      return true;
    case "+":
    case "=":
      view.zoom(0.8, middle);
      return true;
    case "-":
      view.zoom(1.25, middle);
      return true;
    case "0":
      view.show(0);
      return true;
    case "[":
    case "]":
      replay.jumpBy(event.key === "[" ? -1 : 1);
      return true;
    case "Home":
      view.pan(-view.end);
      return true;
    case "End":
      view.toEnd();
      return true;
    case "Escape":
      replay.point(null, "off");
      return true;
    default:
      return false;
  }
}
