import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EmulatorControls } from '../controls/create-controls.js';
import { readBody } from '../http/read-body.js';
import { InspectorController } from '../inspector/inspector-controller.js';
import { inspectorState } from '../inspector/inspector-state.js';
import type { InspectorAnswer } from '../inspector/inspector-wire.js';
import { type EventSink, streamLive } from '../inspector/live-stream.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { PAGE_HEADERS, pageFile } from './inspector-page.js';
import type { RequestGuard } from './request-guard.js';

const PATH = '/_inspect';
/** Enough for a trace of about ten thousand entries. */
const MOST_BODY_BYTES = 32 * 2 ** 20;

/** Serves `/_inspect`: a page that shows the trace and controls the emulator. Fault rules do not apply to it. */
export class InspectorServer {
  readonly #platform: Platform;
  readonly #guard: RequestGuard;
  readonly #controller: InspectorController;
  /** Functions that send the current state, one for each open page. */
  readonly #changes = new Set<() => void>();

  constructor(platform: Platform, guard: RequestGuard, controls: EmulatorControls) {
    this.#platform = platform;
    this.#guard = guard;
    this.#controller = new InspectorController(platform, controls, () => this.#notifyPages());
  }

  isMine(path: string): boolean {
    return path === PATH || path.startsWith(`${PATH}/`);
  }

  async serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
    try {
      this.#guard.check(request, 'inspector');
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
        throw new ApiError(415, 'An action must be JSON');
      }
      const body = request.iterator({ destroyOnReturn: false });
      const outcome = this.#perform(await readBody(body, request.headers, MOST_BODY_BYTES));
      return answer(response, 200, 'application/json', JSON.stringify(outcome));
    }
    if (method !== 'GET') throw new ApiError(405, `Method ${method} is not allowed here`);
    if (name === '/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
      const stop = streamLive(this.#platform, toSink(response), {
        readState: () => inspectorState(this.#platform, this.#controller.replay),
        changes: this.#changes,
      });
      response.on('close', stop);
      return;
    }
    const file = await pageFile(name);
    if (!file) throw new ApiError(404, 'There is nothing here; the inspector is at /_inspect');
    answer(response, 200, file.contentType, file.content);
  }

  #notifyPages(): void {
    for (const notify of this.#changes) notify();
  }

  /** An impossible action throws a TypeError, which is shown in the page as the outcome of the action. */
  #perform(action: Readonly<Record<string, unknown>>): InspectorAnswer {
    try {
      const message = this.#controller.perform(action);
      this.#notifyPages();
      return { ok: true, message };
    } catch (error) {
      if (error instanceof TypeError) return { ok: false, message: error.message };
      throw error;
    }
  }

  #known(error: unknown): { status: number; message: string } {
    if (error instanceof ApiError) return error;
    this.#platform.logError('internal error', error);
    return { status: 500, message: 'Internal Server Error' };
  }
}

function answer(response: ServerResponse, status: number, contentType: string, content: string | Uint8Array): void {
  response.writeHead(status, { 'Content-Type': contentType });
  response.end(content);
}

function toSink(response: ServerResponse): EventSink {
  return {
    get unreadBytes() {
      return response.writableLength;
    },
    write: (text) => void response.write(text),
  };
}
