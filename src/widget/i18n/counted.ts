/** The forms in which a language counts, `#` standing for the number. Categories as in Intl.PluralRules. */
export type PluralForms = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };

/** Gives the words for a number of things: the form that the language wants, and the number in its digits. */
export function counted(language: string, forms: PluralForms): (count: number) => string {
  return (count) => {
    const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
    return form.replace('#', new Intl.NumberFormat(language).format(count));
  };
}
