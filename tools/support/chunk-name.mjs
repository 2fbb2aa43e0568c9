/**
 * Names a file of the build after its main module. The strings of a language are named after the language, because
 * the files of all languages have the same names: `locales/de/core.ts` → `de`, `locales/de/composer.ts` → `de-composer`.
 *
 * @param {{ name: string, facadeModuleId?: string | null }} chunk
 */
export function chunkName({ name, facadeModuleId }) {
  const [, language, part] = /[\\/]locales[\\/](\w+)[\\/](\w+)\.ts$/.exec(facadeModuleId ?? '') ?? [];
  if (!language) return name;
  return part === 'core' ? language : `${language}-${part}`;
}
