/** Languages that are written from right to left. Intl.Locale knows, but not yet in every browser. */
const RIGHT_TO_LEFT = /^(?:ar|arc|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/i;

/** The direction of a language that was chosen; undefined leaves it to the page around. */
export function directionOf(locale: string | null | undefined): 'ltr' | 'rtl' | undefined {
  return locale ? (RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr') : undefined;
}
