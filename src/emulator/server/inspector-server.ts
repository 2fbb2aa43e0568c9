import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EmulatorControls } from '../controls/emulator.js';
import { readBody } from '../http/read-body.js';
import { InspectorDesk } from '../inspector/inspector-controller.js';
import { inspectorState } from '../inspector/inspector-state.js';
import type { InspectorAnswer } from '../inspector/inspector-wire.js';
import { streamLive } from '../inspector/live-stream.js';
import { PlatformError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { PAGE_HEADERS, pageFile } from './inspector-page.js';

const PATH = '/_inspect';
/** A trace of some ten thousand lines. */
const MOST_BODY_BYTES = 32 * 2 ** 20;

/** `/_inspect`: a page that shows what happens here, and makes things happen. Fault rules do not reach it. */
export class Inspector {
  readonly #platform: Platform;
  readonly #desk: InspectorDesk;
  /** Of every open page: shows it the state of now. */
  readonly #changes = new Set<() => void>();

  constructor(platform: Platform, controls: EmulatorControls) {
    this.#platform = platform;
    this.#desk = new InspectorDesk(platform, controls, () => this.#showChange());
  }

  isMine(path: string): boolean {
    return path === PATH || path.startsWith(`${PATH}/`);
  }

  async serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
    try {
      this.#platform.guard.check(request, 'inspector');
      await this.#answer(request, response, path.slice(PATH.length).replace(/\/$/, ''));
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      const { status, message } = this.#known(error);
      answer(response, status, 'application/json', JSON.stringify({ ok: false, message } satisfies InspectorAnswer));
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const { method } = request;
    if (name === '/actions' && method === 'POST') {
      if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
        throw new PlatformError(415, 'An action is JSON');
      }
      const outcome = this.#perform(await readBody(request, MOST_BODY_BYTES));
      return answer(response, 200, 'application/json', JSON.stringify(outcome));
    }
    if (method !== 'GET') throw new PlatformError(405, `Method ${method} is not allowed here`);
    if (name === '/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
      const look = () => inspectorState(this.#platform, this.#desk.replay);
      return streamLive(this.#platform, response, { look, changes: this.#changes });
    }
    const file = await pageFile(name);
    if (!file) throw new PlatformError(404, 'There is nothing here; the inspector is at /_inspect');
    answer(response, 200, file.contentType, file.content);
  }

  #showChange(): void {
    for (const show of this.#changes) show();
  }

  /** What cannot be done is said by a TypeError, here as in code. To the page it is an outcome like another. */
  #perform(action: Readonly<Record<string, unknown>>): InspectorAnswer {
    try {
      const message = this.#desk.perform(action);
      this.#showChange();
      return { ok: true, message };
    } catch (error) {
      if (error instanceof TypeError) return { ok: false, message: error.message };
      throw error;
    }
  }

  #known(error: unknown): { status: number; message: string } {
    if (error instanceof PlatformError) return error;
    this.#platform.logError('internal error', error);
    return { status: 500, message: 'Internal Server Error' };
  }
}

function answer(response: ServerResponse, status: number, contentType: string, content: string | Uint8Array): void {
  response.writeHead(status, { 'Content-Type': contentType });
  response.end(content);
}
