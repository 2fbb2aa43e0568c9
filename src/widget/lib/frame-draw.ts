/**
 * Returns a function to call after each change. It draws at once, then at most once per animation frame, however many changes come in
 * between. While the page is hidden nothing is drawn, because browsers run no animation frames then; one drawing follows when the page
 * is visible again.
 */
export function drawPerFrame(draw: () => void): () => void {
  let isWaiting = false;
  let isDue = false;
  const wait = () => {
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      if (isDue) drawNow();
    });
  };
  const drawNow = () => {
    isDue = false;
    draw();
    if (!isWaiting) wait();
  };
  return () => {
    isDue = true;
    if (isWaiting) return;
    if (document.hidden) wait();
    else drawNow();
  };
}
