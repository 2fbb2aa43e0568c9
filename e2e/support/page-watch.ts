import type { BrowserContext, Page } from 'playwright-core';

/** Something on a page that no user should ever have. */
export interface Finding {
  readonly kind: 'console' | 'exception' | 'csp' | 'foreign request' | 'failed request';
  readonly text: string;
}

/** A script that came over the network. */
export interface LoadedScript {
  readonly url: string;
  /** The bytes of it, as long as its page is not left. */
  read(): Promise<Uint8Array>;
}

export interface PageWatch {
  /** Every script so far, in order. */
  readonly scripts: readonly LoadedScript[];
  /** What there is to complain of since the last call. What is left when a test ends fails it. */
  takeFindings(): Finding[];
  /**
   * What the test provokes is no finding: whatever matches, written `kind: text`, before this call and after. To be said once,
   * at the beginning: what a browser tells late is then forgiven as well.
   */
  forgive(...expected: RegExp[]): void;
  /** From now on a request to this origin is no finding. */
  allowOrigin(origin: string): void;
}

/** Watches all pages of a context, from before their first byte. */
export async function watchContext(context: BrowserContext): Promise<PageWatch> {
  const findings: Finding[] = [];
  const scripts: LoadedScript[] = [];
  const home = new Set<string>();
  const forgiven: RegExp[] = [];

  const note = (kind: Finding['kind'], text: string) => void findings.push({ kind, text });
  const judgeAddress = (address: string) => {
    const { host, protocol } = new URL(address);
    if (/^(?:https?|wss?):$/.test(protocol) && !home.has(host)) note('foreign request', address);
  };

  const watchPage = (page: Page) => {
    page.on('console', (message) => {
      if (/error|warning/.test(message.type())) note('console', `${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => note('exception', error.stack ?? error.message));
    page.on('request', (request) => judgeAddress(request.url()));
    page.on('websocket', (socket) => judgeAddress(socket.url()));
    page.on('response', (response) => {
      if (response.status() >= 400) note('failed request', `${response.status()} ${response.url()}`);
      if (response.request().resourceType() !== 'script') return;
      scripts.push({ url: response.url(), read: () => response.body() });
    });
  };
  context.on('page', watchPage);

  // Chromium tells the console of most violations, but not which directive of the policy was hit.
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
      findings.splice(0).filter(({ kind, text }) => !forgiven.some((expected) => expected.test(`${kind}: ${text}`))),
    forgive: (...expected) => void forgiven.push(...expected),
    allowOrigin: (origin) => void home.add(new URL(origin).host),
  };
}
