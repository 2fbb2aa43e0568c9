/** Fields that any template may have (docs/protocol.md §6.5, end). */
export interface TemplateBase {
  text?: string;
  /** Delay before the message is shown, in milliseconds. */
  renderDelay?: number;
  /** Read aloud instead of the text. */
  speech_hint?: string;
  AlwaysShowGlobalButtons?: boolean;
}
