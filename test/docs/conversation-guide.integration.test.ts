import { afterAll, beforeAll, expect, it } from 'vitest';
import { GuideProject, readExamples } from './guide-project.js';

const examples = readExamples('conversation');

/** Replaces the library of a speech provider. */
const SERVICE = `
interface Running { stop(): void }
interface Listener { onText(text: string, final: boolean): void; onRefused(): void; onEnd(): void }
export const recognize = (_language: string, _listener: Listener): Running => ({ stop() {} });
export const synthesize = (_text: string, _language: string): Running => ({ stop() {} });
`;

let project: GuideProject;
beforeAll(async () => {
  project = await GuideProject.create([...examples, { name: 'speech-service.ts', text: SERVICE }]);
}, 60_000);
afterAll(() => project.remove());

it('the examples about files, voice and agents in docs/conversation.md compile', async () => {
  const names = examples.map(({ name }) => name);
  expect(names).toEqual(['features.ts', 'voice-vendor.ts', 'agent.ts']);
  expect(await project.check([...names, 'speech-service.ts'])).toBe('');
}, 60_000);
