/** Copies of the catalogues' `openChat`, because the catalogues load later. */
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

/** Returns the label of the launcher; English for an unsupported language. */
export function launcherLabel(locale: string | null): string {
  return LABELS[locale?.split('-')[0]?.toLowerCase() ?? 'en'] ?? LABELS.en!;
}
