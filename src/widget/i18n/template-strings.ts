/** Every word that templates say by themselves. Loaded with the first of them, one object per language. */
export interface TemplateStrings {
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
  /** What a file that was received is for. */
  readonly download: string;

  readonly send: string;
  readonly cancel: string;
  /** Shows a code that is hidden behind dots. */
  readonly show: string;
  readonly selectAll: string;
  /** Stands in a select in which nothing is chosen yet. */
  readonly pleaseChoose: string;
  readonly chooseOne: string;
  readonly chooseSome: string;
  readonly fillIn: string;
  readonly notValid: string;
  /** Name of a field that has none. */
  readonly field: (place: number) => string;
  readonly date: string;
  readonly time: string;
  /** The first of two days. */
  readonly from: string;
  /** The last of two days. */
  readonly to: string;
  readonly chooseDate: string;
  readonly chooseTime: string;
  readonly notBefore: (day: string) => string;
  readonly notAfter: (day: string) => string;
  readonly pin: string;
  readonly newPin: string;
  readonly repeatPin: string;
  readonly pinLength: (digits: number) => string;
  readonly pinIncomplete: (digits: number) => string;
  readonly pinsDiffer: string;
  /** Asks for another code. */
  readonly sendAgain: string;
  readonly stars: (count: number, most: number) => string;
  readonly barChart: string;
  readonly lineChart: string;
  readonly pieChart: string;
  /** Opens the numbers of a chart as a table. */
  readonly numbers: string;
  readonly progress: string;
  readonly openInTab: string;
  readonly formSent: string;
  readonly formClosed: string;
  /** Fetches the picture of a message that waits for the visitor (`images="ask"`). */
  readonly showPicture: string;
  readonly showPictures: string;
  /** The same where there are sounds or films among them. */
  readonly showMedia: string;
}
