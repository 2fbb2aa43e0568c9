// The page only starts the worker and calls it.
const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;
const query = new URLSearchParams({ apiUrl, jwtUrl, botName, botId });
const registration = await navigator.serviceWorker.register(`/worker.js?${query}`, { type: 'module' });

// For the spec.
globalThis.callWorker = async (command) => {
  await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  registration.active.postMessage(command, [port2]);
  return answer;
};
