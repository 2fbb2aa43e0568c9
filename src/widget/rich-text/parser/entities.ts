import { characterEntitiesHtml4 } from 'character-entities-html4';

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z0-9]{1,9}));/gi;

/** Looks names up in the object itself: building a map would delay the first text. */
const named = (name: string): string | undefined =>
  name === 'apos' ? "'" : Object.hasOwn(characterEntitiesHtml4, name) ? characterEntitiesHtml4[name] : undefined;

/** Zero, surrogates and code points beyond Unicode become U+FFFD (CommonMark 2.5). */
function character(code: number): string {
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return String.fromCodePoint(valid ? code : 0xfffd);
}

/** Decodes character references once: `&amp;` → `&`. Knows the names of HTML 4 and all numbers. Unknown names stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(REFERENCE, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal) return character(Number.parseInt(decimal, 10));
    if (hexadecimal) return character(Number.parseInt(hexadecimal, 16));
    return named(name!) ?? whole;
  });
}
