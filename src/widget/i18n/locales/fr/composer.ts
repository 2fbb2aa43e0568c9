import type { ComposerStrings } from '../../composer-strings.js';
import { counted } from '../../counted.js';

export const strings: ComposerStrings = {
  attach: 'Joindre des fichiers',
  camera: 'Prendre une photo',
  files: 'Fichiers joints',
  dropHere: 'Déposez les fichiers ici',
  uploading: (name) => `Envoi de ${name}`,
  removeFile: (name) => `Retirer ${name}`,
  retryFile: (name) => `Envoyer ${name} à nouveau`,
  waiting: 'En attente',
  waitingForNetwork: 'En attente de la connexion',
  vanished: 'Ce fichier n’est plus lisible. Il a été modifié, déplacé ou supprimé.',
  uploadFailed: 'Envoi impossible',
  wrongType: (name) => `Impossible d’envoyer ${name} : ce type de fichier n’est pas accepté.`,
  tooLarge: (name, limit) => `Impossible d’envoyer ${name} : le fichier dépasse ${limit}.`,
  emptyFile: (name) => `Impossible d’envoyer ${name} : le fichier est vide.`,
  tooManyFiles: counted('fr', {
    one: '# seul fichier peut être envoyé à la fois.',
    other: '# fichiers au plus peuvent être envoyés à la fois.',
  }),
  sendsWhenUploaded: 'Sera envoyé quand les fichiers seront transférés',
  removeFailed: 'Certains fichiers n’ont pas pu être transférés. Réessayez ou retirez-les.',
  dismiss: 'Fermer',
  charactersLeft: counted('fr', { one: 'Encore # caractère', other: 'Encore # caractères' }),
  tooLong: counted('fr', { one: '# caractère de trop', other: '# caractères de trop' }),

  formFirst: 'Veuillez d’abord répondre au formulaire ci-dessus.',
  writeInstead: 'Écrire plutôt un message',

  emoji: 'Emoji',
  searchEmoji: 'Rechercher un emoji',
  noEmoji: 'Aucun emoji trouvé',
  emojiGroups: [
    'Émoticônes et émotions',
    'Personnes',
    'Animaux et nature',
    'Nourriture et boissons',
    'Voyages et lieux',
    'Activités',
    'Objets',
    'Symboles',
    'Drapeaux',
  ],

  talkingWith: (name) => `Vous parlez avec ${name}`,
  endChat: 'Terminer la discussion',
  endChatFailed: 'La discussion n’a pas pu être terminée. Vérifiez la connexion et réessayez.',
  saveTranscript: 'Enregistrer la conversation',
  asText: 'En texte',
  asData: 'En JSON',
  agentJoined: (name) => `${name} a rejoint la conversation.`,
  agentLeft: (name) => `${name} a quitté la conversation.`,
  cannotCall: (name) => `${name} vous appelle. Ce chat ne permet pas les appels : répondez par écrit.`,
  cannotShare: (name) => `${name} demande à voir votre écran. Ce chat ne peut pas le partager.`,

  sessionEnded: 'La conversation est terminée. Écrivez un message pour en commencer une autre.',
  botUnreachable: 'Le service ne peut pas répondre pour le moment. Veuillez réessayer.',
  formFailed: 'Le formulaire n’a pas pu être envoyé. Veuillez réessayer.',
  formSubmitted: 'Le formulaire a été envoyé.',

  dictate: 'Dicter',
  stopDictating: 'Arrêter la dictée',
  listening: 'Je vous écoute…',
  voiceRefused:
    'Le micro n’est pas autorisé. Autorisez-le pour cette page dans les réglages du navigateur, puis réessayez.',
  noMicrophone: 'Aucun micro n’a été trouvé.',
  voiceFailed: 'La parole n’a pas été reconnue. Veuillez réessayer.',
  readAloud: 'Lire les réponses à voix haute',
  stopReading: 'Arrêter la lecture',

  notifyMe: 'Me prévenir des nouveaux messages',
  notifyNoMore: 'Ne plus me prévenir',
  notifyRefused:
    'Les notifications sont bloquées. Autorisez-les pour cette page dans les réglages du navigateur, puis réessayez.',
};
