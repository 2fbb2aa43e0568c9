import type { ComposerStrings } from '../../composer-strings.js';
import { counted } from '../../counted.js';

export const strings: ComposerStrings = {
  attach: 'Dateien anhängen',
  camera: 'Foto aufnehmen',
  files: 'Angehängte Dateien',
  dropHere: 'Dateien hier ablegen',
  uploading: (name) => `${name} wird hochgeladen`,
  removeFile: (name) => `${name} entfernen`,
  retryFile: (name) => `${name} erneut hochladen`,
  waiting: 'Wartet',
  waitingForNetwork: 'Wartet auf die Verbindung',
  vanished: 'Diese Datei ist nicht mehr lesbar. Sie wurde geändert, verschoben oder gelöscht.',
  uploadFailed: 'Hochladen nicht möglich',
  wrongType: (name) => `${name} kann nicht gesendet werden: Dateien dieser Art werden nicht angenommen.`,
  tooLarge: (name, limit) => `${name} kann nicht gesendet werden: Die Datei ist größer als ${limit}.`,
  emptyFile: (name) => `${name} kann nicht gesendet werden: Die Datei ist leer.`,
  tooManyFiles: counted('de', {
    one: 'Es kann nur # Datei auf einmal gesendet werden.',
    other: 'Es können nur # Dateien auf einmal gesendet werden.',
  }),
  sendsWhenUploaded: 'Wird gesendet, sobald die Dateien hochgeladen sind',
  removeFailed: 'Einige Dateien konnten nicht hochgeladen werden. Versuchen Sie es erneut oder entfernen Sie sie.',
  dismiss: 'Schließen',
  charactersLeft: counted('de', { one: 'Noch # Zeichen', other: 'Noch # Zeichen' }),
  tooLong: counted('de', { one: '# Zeichen zu viel', other: '# Zeichen zu viel' }),

  formFirst: 'Bitte beantworten Sie zuerst das Formular oben.',
  writeInstead: 'Stattdessen eine Nachricht schreiben',

  emoji: 'Emoji',
  searchEmoji: 'Emoji suchen',
  noEmoji: 'Kein Emoji gefunden',
  emojiGroups: [
    'Smileys und Gefühle',
    'Menschen',
    'Tiere und Natur',
    'Essen und Trinken',
    'Reisen und Orte',
    'Aktivitäten',
    'Gegenstände',
    'Symbole',
    'Flaggen',
  ],

  talkingWith: (name) => `Sie sprechen mit ${name}`,
  endChat: 'Chat beenden',
  endChatFailed: 'Der Chat konnte nicht beendet werden. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
  saveTranscript: 'Unterhaltung speichern',
  asText: 'Als Text',
  asData: 'Als JSON',
  agentJoined: (name) => `${name} ist der Unterhaltung beigetreten.`,
  agentLeft: (name) => `${name} hat die Unterhaltung verlassen.`,
  cannotCall: (name) => `${name} ruft Sie an. Dieser Chat kann keine Anrufe: Bitte antworten Sie schriftlich.`,
  cannotShare: (name) => `${name} möchte Ihren Bildschirm sehen. Dieser Chat kann ihn nicht teilen.`,

  sessionEnded: 'Die Unterhaltung ist beendet. Schreiben Sie eine Nachricht, um eine neue zu beginnen.',
  botUnreachable: 'Der Dienst kann gerade nicht antworten. Bitte versuchen Sie es erneut.',
  formFailed: 'Das Formular konnte nicht gesendet werden. Bitte versuchen Sie es erneut.',
  formSubmitted: 'Das Formular wurde gesendet.',

  dictate: 'Diktieren',
  stopDictating: 'Diktat beenden',
  listening: 'Ich höre zu …',
  voiceRefused:
    'Das Mikrofon ist nicht erlaubt. Erlauben Sie es für diese Seite in den Einstellungen des Browsers und versuchen Sie es erneut.',
  noMicrophone: 'Es wurde kein Mikrofon gefunden.',
  voiceFailed: 'Die Sprache wurde nicht erkannt. Bitte versuchen Sie es erneut.',
  readAloud: 'Antworten vorlesen',
  stopReading: 'Vorlesen beenden',

  notifyMe: 'Bei neuen Nachrichten benachrichtigen',
  notifyNoMore: 'Nicht mehr benachrichtigen',
  notifyRefused:
    'Benachrichtigungen sind blockiert. Erlauben Sie sie für diese Seite in den Einstellungen des Browsers und versuchen Sie es erneut.',
};
