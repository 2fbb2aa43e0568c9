/** Fields that any template may carry (protocol.md §6.5, end). */
export interface TemplateBase {
  text?: string;
  /** Wait before showing, in milliseconds. */
  renderDelay?: number;
  /** What a voice says instead of the text. */
  speech_hint?: string;
  AlwaysShowGlobalButtons?: boolean;
}
