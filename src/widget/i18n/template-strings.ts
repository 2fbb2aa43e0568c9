/** All strings of templates. One object per language, loaded with the first template. */
export interface TemplateStrings {
  /** Label of a group of choices, for assistive technology. */
  readonly choices: string;
  /** Marks the chosen item. */
  readonly chosen: string;
  readonly showMore: string;
  readonly showLess: string;
  readonly close: string;
  /** Label of a carousel. */
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
  /** Action of a received file. */
  readonly download: string;

  readonly send: string;
  readonly cancel: string;
  /** Reveals a masked code. */
  readonly show: string;
  readonly selectAll: string;
  /** Placeholder of a select without a choice. */
  readonly pleaseChoose: string;
  readonly chooseOne: string;
  readonly chooseSome: string;
  readonly fillIn: string;
  readonly notValid: string;
  /** Label of a field without a name. */
  readonly field: (place: number) => string;
  readonly date: string;
  readonly time: string;
  /** First day of a range. */
  readonly from: string;
  /** Last day of a range. */
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
  /** Requests another code. */
  readonly sendAgain: string;
  readonly stars: (count: number, most: number) => string;
  readonly barChart: string;
  readonly lineChart: string;
  readonly pieChart: string;
  /** Shows the data of a chart as a table. */
  readonly numbers: string;
  readonly progress: string;
  readonly openInTab: string;
  readonly formSent: string;
  readonly formClosed: string;
  /** Loads the picture of a message with `images="ask"`. */
  readonly showPicture: string;
  readonly showPictures: string;
  /** The same if the message contains audio or video. */
  readonly showMedia: string;
}
