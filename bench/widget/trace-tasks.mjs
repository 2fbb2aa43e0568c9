/**
 * Runs `action`, and measures the processor time of each task of the page's main thread in milliseconds. Time that a task waits for
 * the processor does not count.
 *
 * @template Result
 * @param {import('playwright-core').CDPSession} session
 * @param {() => Promise<Result>} action
 * @returns {Promise<{ result: Result, tasks: number[] }>}
 */
export async function traceTasks(session, action) {
  /** @type {{ name: string, tdur?: number, pid: number, tid: number, args?: { name?: string } }[]} */
  const events = [];
  const collect = (/** @type {any} */ { value }) => void events.push(...value);
  session.on('Tracing.dataCollected', collect);
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'] },
  });
  const result = await action();
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  const threadOf = (/** @type {{ pid: number, tid: number }} */ { pid, tid }) => `${pid}/${tid}`;
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf),
  );
  const tasks = events
    .filter((event) => event.name === 'RunTask' && main.has(threadOf(event)))
    .map(({ tdur = 0 }) => tdur / 1000);
  return { result, tasks };
}
