import { expect, test } from 'vitest';
import { toWire } from '../../../src/emulator/bot-runtime/wire-items.js';
import { readFaultRules } from '../../../src/emulator/faults/read-fault-rules.js';
import { PRESETS } from '../../../src/inspector/panels/presets.js';
import { SAMPLES } from '../../../src/inspector/panels/samples.js';

test.each(PRESETS.map((preset) => [preset.name, preset] as const))('"%s" is made of rules that hold', (_, preset) => {
  expect(readFaultRules(preset.rules).map(({ id }) => id)).toEqual(preset.rules.map(({ id }) => id));
});

test('each rule has an id of its own', () => {
  const ids = PRESETS.flatMap(({ rules }) => rules.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(Object.entries(SAMPLES))('the sample "%s" can be said', (_, sample) => {
  expect(() => toWire(sample as { template_type: string })).not.toThrow();
});
