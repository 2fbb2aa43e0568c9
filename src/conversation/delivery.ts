/** The result of `send()`. */
export interface Delivery {
  /** The `id` of the message in `client.messages`. */
  readonly id: string;
  readonly status: 'delivered';
}
