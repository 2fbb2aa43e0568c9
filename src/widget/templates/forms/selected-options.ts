import type { Choice } from '../../../protocol/templates/index.js';

/**
 * Returns the choices that an answer names, by title or by value, since the history may hold either. A title may contain commas
 * itself, so the answer is parsed from its beginning and the longest match wins.
 *
 * @param answer titles or values, joined by commas
 */
export function selectedOptions(answer: string | undefined, choices: readonly Choice[]): ReadonlySet<Choice> {
  for (const name of ['title', 'value'] as const) {
    const chosen = answer === undefined ? undefined : readNames(answer.trim(), choices, name);
    if (chosen) return chosen;
  }
  return new Set();
}

/** Returns the choices of the first answer that names any; an empty set if none does. */
export function answerIn(
  answers: readonly string[],
  read: (answer: string) => ReadonlySet<Choice>,
): ReadonlySet<Choice> {
  return answers.map(read).find(({ size }) => size > 0) ?? new Set();
}

function readNames(
  answer: string,
  choices: readonly Choice[],
  name: 'title' | 'value',
): ReadonlySet<Choice> | undefined {
  const found = new Set<Choice>();
  let rest = answer;
  while (rest) {
    const next = choices
      .filter((choice) => !found.has(choice) && startsWithName(rest, choice[name].trim()))
      .reduce<Choice | undefined>(
        (best, each) => (best && best[name].length >= each[name].length ? best : each),
        undefined,
      );
    if (!next) return undefined;
    found.add(next);
    rest = rest.slice(next[name].trim().length).replace(/^\s*,\s*/, '');
  }
  return found.size > 0 ? found : undefined;
}

const startsWithName = (text: string, name: string) =>
  name !== '' && text.startsWith(name) && /^\s*(?:,|$)/.test(text.slice(name.length));
