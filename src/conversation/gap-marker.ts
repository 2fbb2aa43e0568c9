import type { ReceivedMessage } from '../protocol/received-message.js';

/** Stands where messages could not be loaded, behind the last one that could not. */
export const gapMarker = (
  name: number | string,
  createdAt: number | undefined,
): ReceivedMessage & { raw: unknown } => ({
  // Shown as a message of nobody.
  ...({ from: 'system', components: [{ type: 'gap' }] } as object as Pick<ReceivedMessage, 'from' | 'components'>),
  serverId: `gap-${name}`,
  createdAt,
  text: '',
  raw: undefined,
});
