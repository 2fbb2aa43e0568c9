import type { ComposerStrings } from '../../composer-strings.js';
import { counted } from '../../counted.js';

export const strings: ComposerStrings = {
  attach: 'Anexar arquivos',
  camera: 'Tirar uma foto',
  files: 'Arquivos anexados',
  dropHere: 'Solte os arquivos aqui',
  uploading: (name) => `Enviando ${name}`,
  removeFile: (name) => `Remover ${name}`,
  retryFile: (name) => `Enviar ${name} novamente`,
  waiting: 'Aguardando',
  waitingForNetwork: 'Aguardando a conexão',
  vanished: 'Este arquivo não pode mais ser lido. Ele foi alterado, movido ou excluído.',
  uploadFailed: 'Não foi possível enviar',
  wrongType: (name) => `Não é possível enviar ${name}: arquivos deste tipo não são aceitos.`,
  tooLarge: (name, limit) => `Não é possível enviar ${name}: é maior que ${limit}.`,
  emptyFile: (name) => `Não é possível enviar ${name}: está vazio.`,
  tooManyFiles: counted('pt', {
    one: 'Só é possível enviar # arquivo por vez.',
    other: 'Só é possível enviar # arquivos por vez.',
  }),
  sendsWhenUploaded: 'Será enviado quando os arquivos forem carregados',
  removeFailed: 'Alguns arquivos não puderam ser enviados. Tente novamente ou remova-os.',
  dismiss: 'Fechar',
  charactersLeft: counted('pt', { one: 'Resta # caractere', other: 'Restam # caracteres' }),
  tooLong: counted('pt', { one: '# caractere a mais', other: '# caracteres a mais' }),

  formFirst: 'Responda primeiro ao formulário acima.',
  writeInstead: 'Escrever uma mensagem em vez disso',

  emoji: 'Emoji',
  searchEmoji: 'Pesquisar emoji',
  noEmoji: 'Nenhum emoji encontrado',
  emojiGroups: [
    'Carinhas e emoções',
    'Pessoas',
    'Animais e natureza',
    'Comidas e bebidas',
    'Viagens e lugares',
    'Atividades',
    'Objetos',
    'Símbolos',
    'Bandeiras',
  ],

  talkingWith: (name) => `Você está falando com ${name}`,
  endChat: 'Encerrar conversa',
  endChatFailed: 'Não foi possível encerrar a conversa. Verifique a conexão e tente novamente.',
  saveTranscript: 'Salvar conversa',
  asText: 'Como texto',
  asData: 'Como JSON',
  agentJoined: (name) => `${name} entrou na conversa.`,
  agentLeft: (name) => `${name} saiu da conversa.`,
  cannotCall: (name) => `${name} está ligando para você. Este chat não faz chamadas: responda por escrito.`,
  cannotShare: (name) => `${name} pede para ver a sua tela. Este chat não pode compartilhá-la.`,

  sessionEnded: 'A conversa terminou. Escreva uma mensagem para começar outra.',
  botUnreachable: 'O serviço não pode responder no momento. Tente novamente.',
  formFailed: 'Não foi possível enviar o formulário. Tente novamente.',
  formSubmitted: 'O formulário foi enviado.',

  dictate: 'Ditar',
  stopDictating: 'Parar de ditar',
  listening: 'Ouvindo…',
  voiceRefused:
    'O microfone não está permitido. Permita-o para esta página nas configurações do navegador e tente novamente.',
  noMicrophone: 'Nenhum microfone foi encontrado.',
  voiceFailed: 'A fala não foi reconhecida. Tente novamente.',
  readAloud: 'Ler respostas em voz alta',
  stopReading: 'Parar de ler em voz alta',

  notifyMe: 'Avisar-me de novas mensagens',
  notifyNoMore: 'Não avisar mais',
  notifyRefused:
    'As notificações estão bloqueadas. Permita-as para esta página nas configurações do navegador e tente novamente.',
};
