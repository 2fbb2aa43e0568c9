/**
 * Milliseconds of processor time that each task of the page's main thread took while `deed` was done. What other programs take
 * does not count: a task that had to wait for the processor was not longer for that.
 *
 * @template Result
 * @param {import('playwright-core').CDPSession} session
 * @param {() => Promise<Result>} deed
 * @returns {Promise<{ result: Result, tasks: number[] }>}
 */
export async function traceTasks(session, deed) {
  /** @type {{ name: string, tdur?: number, pid: number, tid: number, args?: { name?: string } }[]} */
  const events = [];
  const collect = (/** @type {any} */ { value }) => void events.push(...value);
  session.on('Tracing.dataCollected', collect);
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'] },
  });
  const result = await deed();
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  const place = (/** @type {{ pid: number, tid: number }} */ { pid, tid }) => `${pid}/${tid}`;
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(place),
  );
  const tasks = events
    .filter((event) => event.name === 'RunTask' && main.has(place(event)))
    .map(({ tdur = 0 }) => tdur / 1000);
  return { result, tasks };
}
