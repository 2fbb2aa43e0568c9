import { describe, expect, it } from 'vitest';
import { groupMessages, type MessageGroup } from '../../../src/widget/message-list/group-messages.js';
import { countUnchanged, VirtualList } from '../../../src/widget/message-list/virtual-list.js';
import { message } from '../../support/fake-chat-client.js';

/** Alternating authors, so that every message is a group of its own. */
const conversation = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) =>
    message(`line ${from + at}`, { id: `m${from + at}`, from: (from + at) % 2 ? 'bot' : 'user', createdAt: 0 }),
  );

function open(messages = conversation(0, 1000)) {
  const window = new VirtualList();
  let groups: readonly MessageGroup[] = [];
  const update = (next: typeof messages) => {
    groups = groupMessages(next, groups, countUnchanged(next, groups));
    window.update(groups, next.length);
  };
  update(messages);
  return {
    window,
    update,
    groups: () => groups,
    /** First and last rendered group, and the space before, between and after. */
    shape(pinned?: string) {
      const parts: string[] = [];
      let first: string | undefined;
      for (const segment of window.segments(pinned)) {
        if ('spacePx' in segment) {
          parts.push(`${segment.spacePx}`);
          first = undefined;
        } else {
          if (first) parts.pop();
          first ??= segment.group.key;
          parts.push(`${first}…${segment.group.key}`);
        }
      }
      return parts;
    },
    total: () => window.segments().reduce((sum, each) => sum + ('spacePx' in each ? each.spacePx : 0), 0),
  };
}

/** Estimated height of such a group: 34 + 22 × (1 + 8 / 40), for three digits. */
const GUESS = 34 + 22 * (1 + 'line 500'.length / 40);

describe('VirtualList', () => {
  it('renders a short conversation completely', () => {
    const { shape, window } = open(conversation(0, 60));
    expect(shape()).toEqual(['m0…m59']);
    expect(window.showAround(0, 400)).toBe(false);
  });

  it('renders the end with a view and the overscan', () => {
    const { shape, window, groups } = open();
    window.follow(600);
    const [, drawn] = shape();
    const first = Number(/\d+/.exec(drawn!)![0]);
    expect(drawn).toMatch(/…m999$/);
    expect((1000 - first) * GUESS).toBeGreaterThanOrEqual(1200);
    expect((1000 - first - 1) * GUESS).toBeLessThan(1200);
    expect(groups()).toHaveLength(1000);
  });

  it('renders around the scroll position, and changes only near an edge', () => {
    const { shape, window } = open();
    window.follow(400);
    expect(window.showAround(500 * GUESS, 400)).toBe(true);
    const [above, drawn, below] = shape();
    expect(Number(above)).toBeLessThanOrEqual(500 * GUESS - 390);
    expect(Number(below)).toBeGreaterThan(0);
    expect(window.showAround(500 * GUESS + 150, 400)).toBe(false);
    expect(shape()[1]).toBe(drawn);
    expect(window.showAround(500 * GUESS + 350, 400)).toBe(true);
    expect(shape()[1]).not.toBe(drawn);
  });

  it('keeps the rendered groups when older messages are inserted before them', () => {
    const newer = conversation(1000, 2000);
    const { shape, window, update } = open(newer);
    window.showAround(500 * GUESS, 400);
    const [above, drawn, below] = shape();
    update([...conversation(900, 1000), ...newer]);
    expect(shape()[1]).toBe(drawn);
    expect(Number(shape()[2])).toBeCloseTo(Number(below), 5);
    expect(Number(shape()[0])).toBeGreaterThan(Number(above) + 100 * (GUESS - 1));
  });

  it('replaces estimated heights by measured ones, and keeps them', () => {
    const { window, groups, total, update } = open();
    window.follow(400);
    const before = total();
    window.measure(groups()[10]!, GUESS + 100);
    expect(total()).toBeCloseTo(before + 100 + (GUESS - (34 + 22 * (1 + 'line 10'.length / 40))), 5);
    window.measure(groups()[10]!, 0);
    update([...conversation(-10, 0), ...groups().flatMap(({ messages }) => messages)]);
    const window2 = total();
    window.measure(groups()[20]!, GUESS);
    expect(total()).toBeCloseTo(window2 - 100, 5);
  });

  it('keeps the group with the focus rendered', () => {
    const { window, shape } = open();
    window.follow(400);
    const [above] = shape();
    const [before, held, between] = shape('m5');
    expect(held).toBe('m5…m5');
    expect(Number(before) + Number(between)).toBeLessThan(Number(above));
    expect(shape('no such group')).toEqual(shape());
  });

  it('renders everything on request', () => {
    const { window, shape } = open();
    window.follow(400);
    window.whole = true;
    expect(shape()).toEqual(['m0…m999']);
  });

  it('handles removed messages', () => {
    const { window, update, shape } = open();
    window.showAround(900 * GUESS, 400);
    update(conversation(0, 100));
    window.showAround(50 * GUESS, 400);
    expect(shape()).toHaveLength(3);
    expect(shape()[1]).toMatch(/^m4\d…m6\d$/);
    update([]);
    window.follow(400);
    expect(shape()).toEqual([]);
  });
});
