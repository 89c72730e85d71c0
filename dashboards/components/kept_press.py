"""A press on the link to another page that was lost: it is pressed again.

Two ways to lose one were seen. Streamlit makes one request of a press and of a part
that asks for its page anew, and keeps the later page (`anew` says more). And a page
that grows under the pointer takes the link away between the button going down and
coming up, which is no click to a browser: the first screen grows when it is done with
looking. What was under the pointer as the button went down is what was meant.

Whatever else a person does meanwhile takes the press back.
"""

from typing import Final

SCRIPT: Final = """
const DOORS = '[data-testid="stPageLink-NavLink"]';
const SLACK_PX = 10;
const PATIENT_LOOKS = 4;
const PRESSES = 3;
const CLICK_WITHIN_MS = 50;

const doorOf = (event) => event.target?.closest?.(DOORS) ?? null;
const doorTo = (href) =>
  [...document.querySelectorAll(DOORS)].find((door) => door.href === href);
const HELD = ["ctrlKey", "shiftKey", "metaKey", "altKey"];
const plain = (event) => event.button === 0 && !HELD.some((key) => event[key]);
const elsewhere = (href) => new URL(href).pathname !== location.pathname;

function keepThePress(kept) {
  const down = (event) => {
    kept.going = null;
    const door = plain(event) && event.pointerType === "mouse" ? doorOf(event) : null;
    kept.pressed = door && { href: door.href, x: event.clientX, y: event.clientY };
  };
  const up = (event) => {
    const { pressed } = kept;
    if (!pressed) return;
    const moved = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y);
    if (moved > SLACK_PX) kept.pressed = null;
    setTimeout(() => {
      if (kept.pressed === pressed) doorTo(pressed.href)?.click();
    }, CLICK_WITHIN_MS);
  };
  const click = (event) => {
    const door = plain(event) ? doorOf(event) : null;
    if (!door) return;
    kept.pressed = null;
    if (kept.again || !elsewhere(door.href)) return;
    kept.going = { href: door.href, from: location.href, presses: 1, rested: 0 };
  };
  const key = () => {
    kept.going = null;
  };
  const hear = (wish) => {
    wish("pointerdown", down, true);
    wish("pointerup", up, true);
    wish("click", click, true);
    wish("keydown", key, true);
  };
  hear(document.addEventListener.bind(document));
  return () => hear(document.removeEventListener.bind(document));
}

function pressAgain(kept, rests) {
  const { going } = kept;
  if (!going) return;
  going.rested = rests ? going.rested + 1 : 0;
  const arrived = location.href !== going.from;
  if (!arrived && going.rested < PATIENT_LOOKS) return;
  const door = arrived || going.presses === PRESSES ? null : doorTo(going.href);
  if (!door) {
    kept.going = null;
    return;
  }
  going.presses += 1;
  going.rested = 0;
  kept.again = true;
  door.click();
  kept.again = false;
}
"""
