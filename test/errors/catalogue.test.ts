import { describe, expect, it } from 'vitest';
import { type ErrorCode, RETRYABLE } from '../../src/errors/catalogue.js';
import { HINTS } from '../../src/errors/hints.js';
import { listFiles, readText } from '../support/source-tree.js';

/** All of them: the type of HINTS demands it. */
const codes = Object.keys(HINTS) as ErrorCode[];

describe('the catalogue of error codes', () => {
  it.each(codes)('%s has a hint', (code) => {
    expect(HINTS[code]).toMatch(/^[A-Z].*\.$/);
  });

  it('is documented in docs/errors.md, code by code', () => {
    const rows = readText('docs/errors.md').matchAll(
      /^\| `(\w+)` \| (?:Config|Token|Http|MissingScope|JobFailed|OutcomeUnknown|VanishedFile|Connection|Protocol|Delivery)Error \| (yes|no) \| [^|]+\. \| [^|]+\. \|$/gm,
    );
    const documented = [...rows].map(([, code, retryable]) => [code, retryable === 'yes']);
    expect(documented).toEqual(codes.map((code) => [code, code in RETRYABLE]));
  });

  it('has no code that is never thrown', () => {
    const source = listFiles('src')
      .filter((path) => /^src\/(?!errors|emulator|server)/.test(path))
      .map(readText)
      .join();
    expect(codes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });
});
