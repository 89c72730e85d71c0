// Wheel, drag and pinch (2_hold.js), and keys.

function listenToHands(lab) {
  const plot = lab.root.querySelector(".plot");
  const canvases = lab.lanes.map(({ canvas }) => canvas);
  holdPlot(lab, canvases, (t) => read(t, "off"));
  for (const canvas of canvases) {
    canvas.addEventListener("pointerleave", () => read(null, "off"));
  }

  function read(t, live) {
    lab.root.querySelector(".readout").setAttribute("aria-live", live);
    lab.cursor = t === null ? null : Math.min(Math.max(t, 0), lab.view.end);
    lab.schedule();
  }

  plot.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { view } = lab;
    const sign = event.key === "ArrowLeft" ? -1 : 1;
    const middle = lab.cursor ?? (view.follow ? view.to : (view.from + view.to) / 2);
    switch (event.key) {
      case "ArrowLeft":
      case "ArrowRight":
        if (event.shiftKey) view.pan((sign * view.span) / 10);
        else {
          read((lab.cursor ?? view.to) + (sign * view.span) / 60, "polite");
          if (lab.cursor < view.from || lab.cursor > view.to) view.pan((sign * view.span) / 10);
        }
        break;
      case "+":
      case "=":
        view.zoom(0.8, middle);
        break;
      case "-":
        view.zoom(1.25, middle);
        break;
      case "0":
        view.show(0);
        break;
      case "Home":
        view.pan(-view.end);
        break;
      case "End":
        view.toEnd();
        break;
      case "Escape":
        read(null, "off");
        break;
      default:
        return;
    }
    event.preventDefault();
    lab.moved();
  });
}
