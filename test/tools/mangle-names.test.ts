import { expect, it } from 'vitest';
import { findFaults, proposeNames, readMangleFile } from '../../tools/support/mangle-names.mjs';

const file = readMangleFile();
const [[name, short], [other]] = Object.entries(file.props) as [[string, string], [string, string]];

it('mangle.json shortens only names that our own code alone reads and writes', () => {
  expect(findFaults(file)).toEqual([]);
});

it.each([
  [
    'a name of the public API',
    { props: { connect: 'qq' } },
    /^connect must not be shortened: it is in the public API\.$/,
  ],
  ['a field of the wire', { props: { bot_response: 'qq', replyto: 'qr' } }, /^replyto must not be shortened: /m],
  [
    'a name of the browser',
    { props: { appendChild: 'qq' } },
    /^appendChild must not be shortened: JavaScript or the browser has it\.$/m,
  ],
  [
    'a name that is listed to be kept',
    { props: { [name]: 'qq' }, keep: { [name]: 'a host reads it' } },
    /must not be shortened: a host reads it\.$/m,
  ],
  ['a name that is gone', { props: { thisIsNowhere: 'qq' } }, /^thisIsNowhere is no longer in src\/\.$/],
  [
    'a short name that is another property',
    { props: { [name]: 'text' } },
    /must not become text: this name is taken\.$/,
  ],
  ['two names with one short name', { props: { [name]: short, [other]: short } }, /is not the only /],
])('finds %s', (_, change, fault) => {
  const faults = findFaults({ props: {}, keep: {}, ...(change as object) });
  expect(faults.join('\n')).toMatch(fault);
});

it('a new list keeps the names that have to stay, and has no fault', () => {
  const proposed = proposeNames({ [name]: 'a host reads it' });
  expect(proposed.keep).toEqual({ [name]: 'a host reads it' });
  expect(proposed.props).not.toHaveProperty(name);
  expect(findFaults(proposed)).toEqual([]);
});
