// Wheel, drag and pinch (the lab's 2_hold.js), and keys.

function listenToHands(replay) {
  holdPlot(replay, [replay.frames.canvas], (t) => replay.point(t, "off"));

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
