import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { type AstNode, listFiles, readText, visitNodes } from '../support/source-tree.js';

/** A retired word → the terms to use instead. */
type WordList = Readonly<Record<string, string>>;

/** Words that were replaced by terms of the field. They may not return as names of folders, files or identifiers, nor in comments. */
const RETIRED_WORDS: WordList = {
  desk: 'composer, controller',
  door: 'entry point, access',
  enrol: 'getOrCreate',
  furnish: 'load',
  house: 'module, project',
  journal: 'outbox store',
  keeper: 'store, tracker',
  lend: 'share',
  lent: 'shared',
  notebook: 'recorder',
  papers: 'documents',
  suffer: 'apply a fault',
  weave: 'interleave',
};

/** Words that may be used in comments, but not in names. */
const RETIRED_NAMES: WordList = {
  ...RETIRED_WORDS,
  aloud: 'a11y, speech, or the thing itself',
  deed: 'action',
  heard: 'received, events',
  kept: 'stored, pending',
  said: 'sent, spoken, announced',
  told: 'reported, logged',
};

/** Verbs with too many meanings. They may not begin the name of a function. */
const RETIRED_VERBS: WordList = {
  ask: 'request, prompt',
  hear: 'on…, handle…',
  look: 'inspect, measure, update',
  say: 'send, announce, emit',
  tell: 'notify, report, dispatch',
};

/** Names that users of the package rely on, and names that come from them. */
const EXCEPTIONS: readonly RegExp[] = [
  // `emulator.say()`, the parameter `say` of a bot script, and the functions that implement them.
  /^(?:say|createSay|botSay)$/,
  // The panel of the inspector that calls it.
  /^SayPanel$/,
  // A key of the string catalogue.
  /^readAloud$/,
];

/** Folders whose names are being replaced. */
const NOT_YET =
  /^(?:src|test)\/(?:client|conversation|rtm)\/|^test\/(?:proof|simulation|reliability)\/|^bench\/delivery\/|^tools\/prove\.mjs$/;

/** `#sendHeldFrames` → `['send', 'held', 'frames']`, `src/desk/x.ts` → `['src', 'desk', 'x', 'ts']` */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);

const replacementOf = (list: WordList, word: string) => (Object.hasOwn(list, word) ? list[word] : undefined);

/** Returns the names in a file, except those of members that it only uses, because those are declared elsewhere. */
function namesIn(program: object): { names: Set<string>; functions: Set<string> } {
  const names = new Set<string>();
  const functions = new Set<string>();
  const nameOf = (value: unknown): string | undefined => {
    const { type, name } = (value ?? {}) as Partial<AstNode>;
    return type === 'Identifier' || type === 'PrivateIdentifier' ? (name as string) : undefined;
  };
  const isFunction = (value: unknown) => /Function/.test((value as AstNode | null | undefined)?.type ?? '');
  visitNodes(program, (node, parent) => {
    const name = nameOf(node);
    const isMember = parent?.type === 'MemberExpression' && parent.property === node && parent.computed !== true;
    if (name && !isMember) names.add(name);
    if ([node, node.value, node.init].some(isFunction) || node.type === 'TSMethodSignature') {
      const declared = nameOf(node.id) ?? nameOf(node.key);
      if (declared) functions.add(declared);
    }
  });
  return { names, functions };
}

function findRetired(path: string, text: string): string[] {
  const { program, comments } = parseSync(path, text);
  const { names, functions } = namesIn(program);
  const found: string[] = [];
  const check = (list: WordList, words: readonly string[], place: string) => {
    for (const word of words) {
      const replacement = replacementOf(list, word) ?? replacementOf(list, word.replace(/s$/, ''));
      if (replacement) found.push(`${path}: ${place} contains "${word}"; use ${replacement}`);
    }
  };
  const isAllowed = (name: string) => EXCEPTIONS.some((pattern) => pattern.test(name));
  check(RETIRED_NAMES, wordsOf(path), 'the path');
  for (const name of names) if (!isAllowed(name)) check(RETIRED_NAMES, wordsOf(name), name);
  for (const name of functions) {
    const replacement = replacementOf(RETIRED_VERBS, wordsOf(name)[0] ?? '');
    if (replacement && !isAllowed(name))
      found.push(`${path}: ${name}() begins with a retired verb; use ${replacement}`);
  }
  for (const { value } of comments) check(RETIRED_WORDS, wordsOf(value), 'a comment');
  return found;
}

const files = ['src', 'test', 'e2e', 'tools', 'demo', 'bench']
  .flatMap(listFiles)
  .filter((path) => /\.(?:tsx?|mjs|js)$/.test(path) && !NOT_YET.test(path) && !path.endsWith('retired-words.test.ts'));

describe('retired words', () => {
  it('do not occur in names and comments', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(files.flatMap((path) => findRetired(path, readText(path)))).toEqual([]);
  });
});

describe('the check of retired words', () => {
  it.each([
    ['a variable', 'const openDoor = 1;'],
    ['a plural', 'interface Desks {}'],
    ['a private method', 'class A { #tellAll() {} }'],
    ['a function', 'function askAgain() {}'],
    ['an arrow function', 'const lookAt = () => 1;'],
    ['a method of an interface', 'interface A { hear(): void }'],
    ['a parameter', 'const f = (heard: number) => heard;'],
    ['a comment', '// the door to the clock'],
  ])('finds %s', (_, text) => {
    expect(findRetired('src/x.ts', text)).toHaveLength(1);
  });

  it('finds a path', () => {
    expect(findRetired('src/desk/x.ts', 'export {};')).toHaveLength(1);
  });

  it.each([
    ['a longer word', 'const outdoors = 1;'],
    ['a verb inside a name', 'const canAsk = () => 1;'],
    ['a predicate', 'const looksEmpty = () => true;'],
    ['a variable that is not a function', 'const look = 1;'],
    ['a member of something else', 'window.door();'],
    ['the parameter of a bot script', 'const bot = (say: () => void) => say();'],
    ['a verb in a comment', '// They ask and tell, what was said aloud.'],
  ])('ignores %s', (_, text) => {
    expect(findRetired('src/x.ts', text)).toEqual([]);
  });
});
