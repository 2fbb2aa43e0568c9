import type { ComposerStrings } from '../../composer-strings.js';
import { counted } from '../../counted.js';

export const strings: ComposerStrings = {
  attach: 'Adjuntar archivos',
  camera: 'Hacer una foto',
  files: 'Archivos adjuntos',
  dropHere: 'Suelte los archivos aquí',
  uploading: (name) => `Subiendo ${name}`,
  removeFile: (name) => `Quitar ${name}`,
  retryFile: (name) => `Subir ${name} de nuevo`,
  waiting: 'En espera',
  waitingForNetwork: 'Esperando la conexión',
  vanished: 'Este archivo ya no se puede leer. Se ha modificado, movido o eliminado.',
  uploadFailed: 'No se pudo subir',
  wrongType: (name) => `No se puede enviar ${name}: no se aceptan archivos de este tipo.`,
  tooLarge: (name, limit) => `No se puede enviar ${name}: supera ${limit}.`,
  emptyFile: (name) => `No se puede enviar ${name}: está vacío.`,
  tooManyFiles: counted('es', {
    one: 'Solo se puede enviar # archivo a la vez.',
    other: 'Solo se pueden enviar # archivos a la vez.',
  }),
  sendsWhenUploaded: 'Se enviará cuando se hayan subido los archivos',
  removeFailed: 'Algunos archivos no se pudieron subir. Inténtelo de nuevo o quítelos.',
  dismiss: 'Cerrar',
  charactersLeft: counted('es', { one: 'Queda # carácter', other: 'Quedan # caracteres' }),
  tooLong: counted('es', { one: 'Sobra # carácter', other: 'Sobran # caracteres' }),

  formFirst: 'Responda primero al formulario de arriba.',
  writeInstead: 'Escribir un mensaje en su lugar',

  emoji: 'Emoji',
  searchEmoji: 'Buscar emoji',
  noEmoji: 'No se encontró ningún emoji',
  emojiGroups: [
    'Caritas y emociones',
    'Personas',
    'Animales y naturaleza',
    'Comida y bebida',
    'Viajes y lugares',
    'Actividades',
    'Objetos',
    'Símbolos',
    'Banderas',
  ],

  talkingWith: (name) => `Está hablando con ${name}`,
  endChat: 'Finalizar chat',
  endChatFailed: 'No se pudo finalizar el chat. Compruebe la conexión e inténtelo de nuevo.',
  saveTranscript: 'Guardar conversación',
  asText: 'Como texto',
  asData: 'Como JSON',
  agentJoined: (name) => `${name} se ha unido a la conversación.`,
  agentLeft: (name) => `${name} ha salido de la conversación.`,
  cannotCall: (name) => `${name} le está llamando. Este chat no admite llamadas: responda por escrito.`,
  cannotShare: (name) => `${name} pide ver su pantalla. Este chat no puede compartirla.`,

  sessionEnded: 'La conversación ha terminado. Escriba un mensaje para empezar otra.',
  botUnreachable: 'El servicio no puede responder en este momento. Inténtelo de nuevo.',
  formFailed: 'No se pudo enviar el formulario. Inténtelo de nuevo.',
  formSubmitted: 'El formulario se ha enviado.',

  dictate: 'Dictar',
  stopDictating: 'Detener el dictado',
  listening: 'Escuchando…',
  voiceRefused:
    'El micrófono no está permitido. Permítalo para esta página en los ajustes del navegador e inténtelo de nuevo.',
  noMicrophone: 'No se encontró ningún micrófono.',
  voiceFailed: 'No se reconoció la voz. Inténtelo de nuevo.',
  readAloud: 'Leer las respuestas en voz alta',
  stopReading: 'Dejar de leer en voz alta',

  notifyMe: 'Avisarme de mensajes nuevos',
  notifyNoMore: 'No avisarme más',
  notifyRefused:
    'Las notificaciones están bloqueadas. Permítalas para esta página en los ajustes del navegador e inténtelo de nuevo.',
};
