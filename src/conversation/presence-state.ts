/** Somebody on the other side is writing. */
export interface TypingState {
  readonly active: boolean;
  readonly from?: 'bot' | 'agent';
}

/** The human agent who has taken over, if any. */
export interface AgentState {
  readonly connected: boolean;
  readonly name?: string;
  readonly picture?: string;
}
