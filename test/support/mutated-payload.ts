import fc from 'fast-check';
import hostile from '../fixtures/xss/payloads.json' with { type: 'json' };

/** Texts that try to be run as a script. */
export const HOSTILE: readonly string[] = hostile;

type Json = unknown;
type Holder = Record<string | number, Json>;

const word = fc.oneof(fc.string(), fc.constantFrom(...HOSTILE));

/** A replacement for any value: JSON of any type, hostile texts, and numbers out of range. */
const replacement: fc.Arbitrary<Json> = fc.oneof(
  word,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<Json>(null, true, 0, -1, Number.POSITIVE_INFINITY, '', ' ', '12', [], {}, [[]], [null], {
    title: { title: 'deep' },
  }),
);

const change = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom<'replace' | 'remove' | 'wrap' | 'repeat'>('replace', 'replace', 'remove', 'wrap', 'repeat'),
  replacement,
});

/** Returns a payload as a careless or hostile author would send it: one to five of its values are changed. */
export function mutated(payload: object): fc.Arbitrary<Json> {
  return fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) => {
    // Put into an object, so that the payload itself can be replaced, too.
    const box: Holder = { payload: structuredClone(payload) };
    for (const { place, kind, replacement: other } of changes) {
      const places = placesIn(box);
      const [holder, key] = places[place % places.length]!;
      const value = holder[key];
      if (kind === 'remove') delete holder[key];
      else if (kind === 'wrap') holder[key] = [value];
      else if (kind === 'repeat') holder[key] = Array.from({ length: 120 }, () => value);
      else holder[key] = structuredClone(other);
    }
    return box.payload;
  });
}

/** Returns the places of all values: every field and entry at any depth, at most once per object. */
function placesIn(root: Holder): [holder: Holder, key: string][] {
  const places: [Holder, string][] = [];
  const seen = new Set<unknown>();
  const visit = (value: Json) => {
    if (typeof value !== 'object' || value === null || seen.has(value) || places.length > 5000) return;
    seen.add(value);
    for (const key of Object.keys(value)) {
      places.push([value as Holder, key]);
      visit((value as Holder)[key]);
    }
  };
  visit(root);
  return places.length > 0 ? places : [[root, 'payload']];
}
