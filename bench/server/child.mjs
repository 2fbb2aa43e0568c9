import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a program of this folder; it ends with us. @param {string} name */
export async function startChild(name, /** @type {string[]} */ ...args) {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), args);
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`unable to measure; ${name} ended with ${code}`);
  });
  const said = async () => (await Promise.race([once(child, 'message'), died]))[0];
  const first = await said();
  return {
    first,
    async ask() {
      child.send('?');
      return said();
    },
    async stop() {
      died.catch(() => {});
      child.kill();
      await once(child, 'exit');
    },
  };
}
