/** Fields that say of what kind something is, and how it is drawn. */
const KINDS = /^(?:type|content_type|template_type|view|btnType|.*_type|cardViewType|renderType)$/;

/** The same content with another text in the place of each one that is no name of a kind. */
export const withTexts = (value: unknown, text: string): unknown => replace(value, text, (key) => !KINDS.test(key));

/** The same content with another text in the place of each name of a kind, but for those that say which template it is. */
export const withKinds = (value: unknown, text: string): unknown =>
  replace(value, text, (key, depth) => KINDS.test(key) && depth > 0 && key !== 'template_type');

function replace(value: unknown, text: string, isMeant: (key: string, depth: number) => boolean): unknown {
  const go = (each: unknown, key: string, depth: number): unknown => {
    if (Array.isArray(each)) return each.map((one) => go(one, key, depth + 1));
    if (typeof each === 'object' && each !== null) {
      return Object.fromEntries(Object.entries(each).map(([name, one]) => [name, go(one, name, depth + 1)]));
    }
    return typeof each === 'string' && isMeant(key, depth) ? text : each;
  };
  return go(value, '', -1);
}
