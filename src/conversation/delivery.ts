/** What `send()` resolves with. */
export interface Delivery {
  /** `id` of the message in `client.messages`. */
  readonly id: string;
  readonly status: 'delivered';
}
