import { choiceSamples } from './choice-samples.js';
import { inputSamples } from './input-samples.js';
import { listSamples } from './list-samples.js';
import { mediaSamples } from './media-samples.js';
import type { Samples } from './sample.js';
import { tableSamples } from './table-samples.js';

/** One sample of every template and component of protocol.md §6, under the headings of the demo bot. */
export const SAMPLE_GROUPS: readonly { title: string; samples: Samples }[] = [
  { title: 'Something to choose', samples: choiceSamples },
  { title: 'Something to fill in', samples: inputSamples },
  { title: 'Lists and cards', samples: listSamples },
  { title: 'Tables and charts', samples: tableSamples },
  { title: 'Media, answers and notes', samples: mediaSamples },
];

/** Finds a sample by its name, ignoring case, spaces and punctuation. */
export function findSample(name: string, url: string) {
  const wanted = simplify(name);
  for (const { samples } of SAMPLE_GROUPS) {
    for (const [known, content] of Object.entries(samples(url))) if (simplify(known) === wanted) return content;
  }
  return undefined;
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
