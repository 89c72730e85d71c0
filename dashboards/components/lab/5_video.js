// A mark that a camera sees and a microphone hears: the screen turns white with a number
// and a beep sounds at the same moment. What is recorded is when that was, by this
// computer's clock, and not when the request arrived.

const FLASH_MS = 700;
const BEEP_HZ = 1000;
const BEEP_S = 0.2;

let videoMarks = 0;

function videoMark(lab) {
  const flash = lab.root.querySelector(".flash");
  videoMarks += 1;
  const number = videoMarks;
  const shade = document.createElement("span");
  shade.textContent = String(number);
  flash.replaceChildren(shade);
  beep();
  flash.hidden = false;
  // The next frame but one is the first that is surely on the screen.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      lab.ask("video", { shown_utc_ms: Date.now(), number, of: performance.now() });
    }),
  );
  setTimeout(() => (flash.hidden = true), FLASH_MS);
}

function beep() {
  const Audio = globalThis.AudioContext;
  if (!Audio) return;
  const audio = new Audio();
  const tone = audio.createOscillator();
  const loud = audio.createGain();
  tone.frequency.value = BEEP_HZ;
  loud.gain.value = 0.4;
  tone.connect(loud).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + BEEP_S);
  tone.onended = () => audio.close();
}
