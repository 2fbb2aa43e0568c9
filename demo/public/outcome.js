/** The line that says what a button did, with a countdown where something is still to come. */
export function createOutcome() {
  const line = document.querySelector('#outcome');
  // Apart from the sentence, so that screen readers do not hear every second of it.
  const countdown = document.querySelector('#countdown');
  let ticking;

  function show(text, { bad = false, forMs = 0 } = {}) {
    clearInterval(ticking);
    line.textContent = text;
    line.classList.toggle('bad', bad);
    const until = Date.now() + forMs;
    const tick = () => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      countdown.textContent = seconds > 0 ? `${seconds} s` : '';
      if (seconds <= 0) clearInterval(ticking);
    };
    tick();
    if (forMs > 0) ticking = setInterval(tick, 250);
  }

  return {
    /** @param {number} [forMs] counts down so many milliseconds beside the sentence */
    say: (text, forMs) => show(text, { forMs }),
    complain: (text) => show(text, { bad: true }),
  };
}
