import { sanitizeForTerminal } from '../lib/sanitize-for-terminal.js';
import type { Diagnosis, Finding } from '../server/index.js';

const FORMS = { jws: 'signed', jwe: 'signed and encrypted, as far as can be seen', none: 'no JWT' };
const USES = { channel: 'the channel', api: 'the public APIs' };

/** Claims that are dates, in seconds since 1970. */
const DATES = new Set(['iat', 'nbf', 'exp']);

/** Formats a diagnosis, one string for each line. */
export function describeDiagnosis({ ok, form, use, header, claims, findings }: Diagnosis): string[] {
  const errors = findings.filter(({ level }) => level === 'error').length;
  return [
    form === 'none' ? `token    ${FORMS.none}` : `token    ${FORMS[form]}, for ${USES[use]}`,
    ...describeParts('header', header),
    ...describeParts('claims', claims ?? {}),
    ...findings.flatMap(describeFinding),
    ok
      ? 'As far as can be seen from here, the platform takes this token.'
      : `The platform refuses this token: ${errors === 1 ? 'one error' : `${errors} errors`}.`,
  ].map(sanitizeForTerminal);
}

function describeParts(title: string, parts: Readonly<Record<string, unknown>>): string[] {
  const width = Math.max(...Object.keys(parts).map((name) => name.length));
  return Object.entries(parts).map(
    ([name, value], index) =>
      `${(index === 0 ? title : '').padEnd(9)}${name.padEnd(width)}  ${describeValue(name, value)}`,
  );
}

function describeValue(name: string, value: unknown): string {
  const json = jsonOf(value);
  if (!DATES.has(name) || typeof value !== 'number') return json;
  const date = new Date(value * 1000);
  return Number.isNaN(date.valueOf()) ? json : `${json} (${date.toISOString()})`;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '(nested too deeply to be shown)';
  }
}

function describeFinding({ level, message, hint }: Finding): string[] {
  return [`${level.padEnd(9)}${message}`, ...(hint === undefined ? [] : [`         ${hint}`])];
}
