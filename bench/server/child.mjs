import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a program of this folder as a child process, which ends with this one. @param {string} name */
export async function startChild(name, /** @type {string[]} */ ...args) {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), args);
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`unable to measure; ${name} ended with ${code}`);
  });
  const nextMessage = async () => (await Promise.race([once(child, 'message'), died]))[0];
  const first = await nextMessage();
  return {
    first,
    /** Requests a measurement of the child process. */
    async measure() {
      child.send('measure');
      return nextMessage();
    },
    async stop() {
      died.catch(() => {});
      child.kill();
      await once(child, 'exit');
    },
  };
}
