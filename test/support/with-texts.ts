/** The same content with another text in the place of each one that is no name of a kind. */
export function withTexts(value: unknown, text: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withTexts(each, text, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTexts(each, text, name)]));
  }
  return typeof value === 'string' &&
    !/^(?:type|content_type|template_type|view|btnType|.*_type|cardViewType|renderType)$/.test(key)
    ? text
    : value;
}
