import { counted } from '../counted.js';
import type { DeskWords } from '../desk-words.js';

export const words: DeskWords = {
  attach: 'Attach files',
  camera: 'Take a photo',
  files: 'Attached files',
  dropHere: 'Drop files here',
  uploading: (name) => `Uploading ${name}`,
  removeFile: (name) => `Remove ${name}`,
  retryFile: (name) => `Upload ${name} again`,
  waiting: 'Waiting',
  waitingForNetwork: 'Waiting for the connection',
  vanished: 'This file can no longer be read. It was changed, moved or deleted.',
  uploadFailed: 'Could not be uploaded',
  wrongType: (name) => `${name} cannot be sent: files of this kind are not accepted.`,
  tooLarge: (name, limit) => `${name} cannot be sent: it is larger than ${limit}.`,
  emptyFile: (name) => `${name} cannot be sent: it is empty.`,
  tooManyFiles: counted('en', { one: 'Only # file can be sent at once.', other: 'Only # files can be sent at once.' }),
  sendsWhenUploaded: 'Will be sent when the files are uploaded',
  removeFailed: 'Some files could not be uploaded. Try them again, or remove them.',
  dismiss: 'Dismiss',
  charactersLeft: counted('en', { one: '# character left', other: '# characters left' }),
  tooLong: counted('en', { one: '# character too many', other: '# characters too many' }),

  emoji: 'Emoji',
  searchEmoji: 'Search emoji',
  noEmoji: 'No emoji found',

  talkingWith: (name) => `You are talking with ${name}`,
  endChat: 'End chat',
  endChatFailed: 'The chat could not be ended. Check your connection and try again.',
  saveTranscript: 'Save conversation',
  asText: 'As text',
  asData: 'As JSON',
  agentJoined: (name) => `${name} has joined the conversation.`,
  agentLeft: (name) => `${name} has left the conversation.`,

  sessionEnded: 'The conversation has ended. Write a message to begin a new one.',
  botUnreachable: 'The service cannot answer at the moment. Please try again.',
  formFailed: 'The form could not be submitted. Please try again.',
  formSubmitted: 'The form has been submitted.',

  dictate: 'Dictate',
  stopDictating: 'Stop dictating',
  listening: 'Listening…',
  voiceRefused:
    'The microphone is not allowed. Allow it for this page in the settings of your browser, then try again.',
  noMicrophone: 'No microphone was found.',
  voiceFailed: 'Speech could not be recognised. Please try again.',
  readAloud: 'Read answers aloud',
  stopReading: 'Stop reading aloud',

  notifyMe: 'Notify me of new messages',
  notifyNoMore: 'Stop notifying me',
  notifyRefused: 'Notifications are blocked. Allow them for this page in the settings of your browser, then try again.',
};
