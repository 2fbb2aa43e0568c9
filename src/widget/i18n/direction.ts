/** Languages written from right to left. Intl.Locale provides this, but not yet in every browser. */
const RIGHT_TO_LEFT = /^(?:ar|arc|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/i;

/** Returns the direction of a chosen language. Undefined inherits the direction of the page. */
export function directionOf(locale: string | null | undefined): 'ltr' | 'rtl' | undefined {
  return locale ? (RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr') : undefined;
}
