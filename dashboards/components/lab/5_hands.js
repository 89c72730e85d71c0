// Wheel, drag, pinch and keys.

function listenToHands(lab) {
  const plot = lab.root.querySelector(".plot");
  const time = (event) => {
    const box = lab.lanes[0].canvas.getBoundingClientRect();
    const share = (event.clientX - box.left - LEFT) / (box.width - LEFT - RIGHT);
    return lab.view.from + Math.min(Math.max(share, 0), 1) * lab.view.span;
  };
  const seconds = (pixels) =>
    (pixels / (lab.lanes[0].canvas.clientWidth - LEFT - RIGHT)) * lab.view.span;
  const held = new Map();

  for (const { canvas } of lab.lanes) {
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) lab.view.pan(seconds(event.deltaX));
        else lab.view.zoom(Math.exp(event.deltaY * 0.0015), time(event));
        lab.moved();
      },
      { passive: false },
    );
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      held.set(event.pointerId, event.clientX);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (held.has(event.pointerId)) drag(event);
      read(time(event), "off");
    });
    for (const name of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(name, (event) => held.delete(event.pointerId));
    }
    canvas.addEventListener("pointerleave", () => read(null, "off"));
  }

  function drag(event) {
    const before = [...held.values()];
    const moved = event.clientX - held.get(event.pointerId);
    held.set(event.pointerId, event.clientX);
    const after = [...held.values()];
    if (after.length === 2) {
      const [was, is] = [before, after].map(([x, y]) => Math.max(Math.abs(x - y), 20));
      lab.view.zoom(was / is, time(event));
    } else {
      lab.view.pan(-seconds(moved));
    }
    lab.moved();
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
