import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importBot } from '../../src/cli/admin/commands/bots.js';
import { decodeText, loadFaults, loadJson, readJsonFile, readTextFile } from '../../src/cli/read-files.js';
import { signingEnvironment } from '../../src/cli/signing.js';
import { TestTerminal } from './terminal.js';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** The encodings in which editors and shells write text. */
const ENCODINGS: Record<string, (text: string) => Uint8Array> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a byte order mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16, as PowerShell writes it': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16, big end first': (text) => utf16be(`\uFEFF${text}`),
  'UTF-16 without a mark': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first, without a mark': utf16be,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xo-text-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(Object.entries(ENCODINGS))('a file in %s', (name, encode) => {
  const write = async (text: string) => {
    const file = join(folder, `${name.replaceAll(/\W/g, '-')}.txt`);
    await writeFile(file, encode(text));
    return file;
  };

  it('is read: as a secret, a configuration, fault rules, claims, a key', async () => {
    expect(await readTextFile(await write('sécret 漢字\r\n'))).toBe('sécret 漢字');
    expect(await loadJson('configuration', await write('{"bot":{"name":"Zoë"}}'))).toEqual({ bot: { name: 'Zoë' } });
    expect(await loadFaults(await write('[{"action":"cut"}]'))).toEqual([{ action: 'cut' }]);
    expect(await readJsonFile(await write('{"plan":"gold"}'))).toEqual({ plan: 'gold' });
    const env = { XO_RTM_CLIENT_ID: 'cs-1', XO_RTM_PRIVATE_KEY: await write('{"kty":"RSA"}') };
    expect((await signingEnvironment({}, env)).XO_RTM_PRIVATE_KEY).toBe('{"kty":"RSA"}');
  });

  it('is sent as UTF-8 without a mark', async () => {
    const [definition, config] = [await write('{"name":"Zoë"}'), join(folder, 'config.json')];
    await writeFile(config, encode('{}'));
    const sent: unknown[] = [];
    const bots = {
      async import({ botDefinition, configInfo }: { botDefinition: File; configInfo: File }) {
        for (const file of [botDefinition, configInfo])
          sent.push(Buffer.from(await file.arrayBuffer()).toString('latin1'));
        return { id: 'bir-1', accepted: { _id: 'bir-1' } };
      },
    };
    await importBot.run({
      options: { bot: 'st-1', definition, config, wait: false },
      args: [],
      terminal: new TestTerminal(),
      prompt: async () => undefined,
      connect: async () => ({ bots }) as never,
    });
    expect(sent).toEqual([Buffer.from('{"name":"Zoë"}').toString('latin1'), '{}']);
  });
});

it.each([[''], ['x'], ['ab'], ['{}'], ['漢字']])('short texts are not changed: %j', (text) => {
  expect(decodeText(Buffer.from(text))).toBe(text);
});
