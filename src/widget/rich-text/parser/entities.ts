import { characterEntitiesHtml4 } from 'character-entities-html4';

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z0-9]{1,9}));/gi;

/** A map would have to be made before the first word can be read. */
const named = (name: string): string | undefined =>
  name === 'apos' ? "'" : Object.hasOwn(characterEntitiesHtml4, name) ? characterEntitiesHtml4[name] : undefined;

/** Zero, the halves of pairs and what lies beyond Unicode are no characters (CommonMark 2.5). */
function character(code: number): string {
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return String.fromCodePoint(valid ? code : 0xfffd);
}

/** `&amp;` → `&`, once. Knows the names of HTML 4 and all numbers; an unknown name stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(REFERENCE, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal) return character(Number.parseInt(decimal, 10));
    if (hexadecimal) return character(Number.parseInt(hexadecimal, 16));
    return named(name!) ?? whole;
  });
}
