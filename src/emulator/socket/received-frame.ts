/** A frame of a client as it arrived. Nothing is redacted. */
export interface ReceivedFrame {
  /** Epoch milliseconds, by the emulator's clock. */
  readonly at: number;
  /** Identity of the user. */
  readonly user: string;
  /** Number of the connection, from 1 in the order of connecting. */
  readonly socket: number;
  /** The parsed frame; undefined for what is no JSON object. */
  readonly frame?: Readonly<Record<string, unknown>>;
  /** The text; of a binary frame its bytes as base64. */
  readonly raw: string;
}
