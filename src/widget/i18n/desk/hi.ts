import { counted } from '../counted.js';
import type { DeskWords } from '../desk-words.js';

export const words: DeskWords = {
  attach: 'फ़ाइलें जोड़ें',
  camera: 'फ़ोटो लें',
  files: 'जोड़ी गई फ़ाइलें',
  dropHere: 'फ़ाइलें यहाँ छोड़ें',
  uploading: (name) => `${name} अपलोड हो रही है`,
  removeFile: (name) => `${name} हटाएँ`,
  retryFile: (name) => `${name} फिर से अपलोड करें`,
  waiting: 'प्रतीक्षा में',
  waitingForNetwork: 'कनेक्शन की प्रतीक्षा में',
  vanished: 'यह फ़ाइल अब पढ़ी नहीं जा सकती। इसे बदला, हटाया या कहीं और रखा गया है।',
  uploadFailed: 'अपलोड नहीं हो सकी',
  wrongType: (name) => `${name} नहीं भेजी जा सकती: इस प्रकार की फ़ाइलें स्वीकार नहीं की जातीं।`,
  tooLarge: (name, limit) => `${name} नहीं भेजी जा सकती: यह ${limit} से बड़ी है।`,
  emptyFile: (name) => `${name} नहीं भेजी जा सकती: यह खाली है।`,
  tooManyFiles: counted('hi', {
    one: 'एक बार में केवल # फ़ाइल भेजी जा सकती है।',
    other: 'एक बार में केवल # फ़ाइलें भेजी जा सकती हैं।',
  }),
  sendsWhenUploaded: 'फ़ाइलें अपलोड होने पर भेजा जाएगा',
  removeFailed: 'कुछ फ़ाइलें अपलोड नहीं हो सकीं। उन्हें फिर से आज़माएँ या हटा दें।',
  dismiss: 'बंद करें',
  charactersLeft: counted('hi', { one: '# अक्षर बाकी', other: '# अक्षर बाकी' }),
  tooLong: counted('hi', { one: '# अक्षर ज़्यादा', other: '# अक्षर ज़्यादा' }),

  emoji: 'इमोजी',
  searchEmoji: 'इमोजी खोजें',
  noEmoji: 'कोई इमोजी नहीं मिला',

  talkingWith: (name) => `आप ${name} से बात कर रहे हैं`,
  endChat: 'चैट समाप्त करें',
  endChatFailed: 'चैट समाप्त नहीं हो सकी। अपना कनेक्शन जाँचें और फिर कोशिश करें।',
  saveTranscript: 'बातचीत सहेजें',
  asText: 'टेक्स्ट के रूप में',
  asData: 'JSON के रूप में',
  agentJoined: (name) => `${name} बातचीत में शामिल हुए।`,
  agentLeft: (name) => `${name} बातचीत से चले गए।`,

  sessionEnded: 'बातचीत समाप्त हो गई है। नई शुरू करने के लिए संदेश लिखें।',
  botUnreachable: 'सेवा अभी उत्तर नहीं दे सकती। कृपया फिर कोशिश करें।',
  formFailed: 'फ़ॉर्म जमा नहीं हो सका। कृपया फिर कोशिश करें।',
  formSubmitted: 'फ़ॉर्म जमा हो गया है।',

  dictate: 'बोलकर लिखें',
  stopDictating: 'बोलकर लिखना रोकें',
  listening: 'सुन रहे हैं…',
  voiceRefused: 'माइक्रोफ़ोन की अनुमति नहीं है। ब्राउज़र की सेटिंग में इस पेज के लिए अनुमति दें, फिर कोशिश करें।',
  noMicrophone: 'कोई माइक्रोफ़ोन नहीं मिला।',
  voiceFailed: 'बोली पहचानी नहीं जा सकी। कृपया फिर कोशिश करें।',
  readAloud: 'उत्तर बोलकर सुनाएँ',
  stopReading: 'बोलकर सुनाना रोकें',

  notifyMe: 'नए संदेशों की सूचना दें',
  notifyNoMore: 'सूचना देना बंद करें',
  notifyRefused: 'सूचनाएँ अवरुद्ध हैं। ब्राउज़र की सेटिंग में इस पेज के लिए अनुमति दें, फिर कोशिश करें।',
};
