import type { BrowserContext, Page } from 'playwright-core';

/** A problem on a page. */
export interface Finding {
  readonly kind: 'console' | 'exception' | 'csp' | 'foreign request' | 'failed request';
  readonly text: string;
}

/** A script that was loaded over the network. */
export interface LoadedScript {
  readonly url: string;
  /** Returns its bytes, as long as its page is open. */
  read(): Promise<Uint8Array>;
}

export interface PageWatch {
  /** All scripts that were loaded so far, in order. */
  readonly scripts: readonly LoadedScript[];
  /** Returns the problems since the last call. Problems that are left at the end of a test fail it. */
  takeFindings(): Finding[];
  /**
   * Ignores problems that the test causes on purpose, before and after this call. Patterns are matched with `kind: text`. Browsers
   * report some problems late, so call this once and not for each problem.
   */
  ignore(...expected: RegExp[]): void;
  /** Allows requests to this origin from now on. */
  allowOrigin(origin: string): void;
}

/** Watches all pages of a context from the beginning. */
export async function watchContext(context: BrowserContext): Promise<PageWatch> {
  const findings: Finding[] = [];
  const scripts: LoadedScript[] = [];
  const allowedHosts = new Set<string>();
  const ignored: RegExp[] = [];

  const note = (kind: Finding['kind'], text: string) => void findings.push({ kind, text });
  const checkAddress = (address: string) => {
    const { host, protocol } = new URL(address);
    if (/^(?:https?|wss?):$/.test(protocol) && !allowedHosts.has(host)) note('foreign request', address);
  };

  const watchPage = (page: Page) => {
    page.on('console', (message) => {
      if (/error|warning/.test(message.type())) note('console', `${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => note('exception', error.stack ?? error.message));
    page.on('request', (request) => checkAddress(request.url()));
    page.on('websocket', (socket) => checkAddress(socket.url()));
    page.on('response', (response) => {
      if (response.status() >= 400) note('failed request', `${response.status()} ${response.url()}`);
      if (response.request().resourceType() !== 'script') return;
      scripts.push({ url: response.url(), read: () => response.body() });
    });
  };
  context.on('page', watchPage);

  // Chromium reports most violations to the console, but without the directive of the policy.
  await context.exposeBinding('reportCspViolation', (_, text: string) => note('csp', text));
  await context.addInitScript(() => {
    const { reportCspViolation } = globalThis as unknown as { reportCspViolation(text: string): void };
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
      reportCspViolation(`${effectiveDirective} forbids ${blockedURI} (${sourceFile}:${lineNumber})`);
    });
  });

  return {
    scripts,
    takeFindings: () =>
      findings.splice(0).filter(({ kind, text }) => !ignored.some((expected) => expected.test(`${kind}: ${text}`))),
    ignore: (...expected) => void ignored.push(...expected),
    allowOrigin: (origin) => void allowedHosts.add(new URL(origin).host),
  };
}
