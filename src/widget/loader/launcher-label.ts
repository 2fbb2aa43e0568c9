/** `openChat` of the catalogues, which are not here yet. */
const LABELS: Readonly<Record<string, string>> = {
  en: 'Open chat',
  de: 'Chat öffnen',
  fr: 'Ouvrir la discussion',
  es: 'Abrir el chat',
  pt: 'Abrir o chat',
  hi: 'चैट खोलें',
  ja: 'チャットを開く',
  ar: 'فتح الدردشة',
};

/** What the launcher says in a language; English where it has no words. */
export function launcherLabel(locale: string | null): string {
  return LABELS[locale?.split('-')[0]?.toLowerCase() ?? 'en'] ?? LABELS.en!;
}
