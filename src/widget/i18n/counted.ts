/** Plural forms of a language; `#` stands for the number. Categories as in Intl.PluralRules. */
export type PluralForms = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };

/**
 * Returns a function that formats a count: selects the plural form, and writes the number with the digits of the
 * language.
 */
export function counted(language: string, forms: PluralForms): (count: number) => string {
  return (count) => {
    const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
    return form.replace('#', new Intl.NumberFormat(language).format(count));
  };
}
