/** Every word that templates say by themselves. Loaded with the first of them, one object per language. */
export interface TemplateWords {
  /** What can be chosen, for assistive technology. */
  readonly choices: string;
  /** Beside what was chosen. */
  readonly chosen: string;
  readonly showMore: string;
  readonly showLess: string;
  readonly close: string;
  readonly like: string;
  readonly dislike: string;
}
