/** Every word that templates say by themselves. Loaded with the first of them, one object per language. */
export interface TemplateWords {
  /** What can be chosen, for assistive technology. */
  readonly choices: string;
  /** Beside what was chosen. */
  readonly chosen: string;
  readonly showMore: string;
  readonly showLess: string;
  readonly close: string;
  /** What is side by side. */
  readonly slides: string;
  readonly previous: string;
  readonly next: string;
  readonly moreActions: string;
  readonly search: string;
  readonly sort: string;
  readonly nothingFound: string;
  readonly confirm: string;
  readonly createdOn: (date: string) => string;
  readonly updatedOn: (date: string) => string;
  readonly sources: string;
  readonly like: string;
  readonly dislike: string;
}
