/** Controls the line that shows the result of an action, with an optional countdown. */
export function createOutcome() {
  const line = document.querySelector('#outcome');
  // A separate element, so that screen readers do not announce every second.
  const countdown = document.querySelector('#countdown');
  let ticking;

  function update(text, { isError = false, forMs = 0 } = {}) {
    clearInterval(ticking);
    line.textContent = text;
    line.classList.toggle('bad', isError);
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
    /** @param {number} [forMs] duration of the countdown next to the sentence, in milliseconds */
    show: (text, forMs) => update(text, { forMs }),
    showError: (text) => update(text, { isError: true }),
  };
}
