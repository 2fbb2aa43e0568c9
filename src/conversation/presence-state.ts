/** Whether the bot or an agent is typing. */
export interface TypingState {
  readonly active: boolean;
  readonly from?: 'bot' | 'agent';
}

/** The human agent who has taken over from the bot, if any. */
export interface AgentState {
  readonly connected: boolean;
  readonly name?: string;
  readonly picture?: string;
}
