import { createApp, defineComponent, h, ref } from 'vue';
import type { ChatMessage } from 'xo-rtm';
import { defineXoChat } from 'xo-rtm/widget';

const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;

const App = defineComponent(() => {
  const isShown = ref(true);
  const isOpen = ref(false);
  const received = ref<string[]>([]);
  return () => [
    h('button', { type: 'button', onClick: () => (isShown.value = !isShown.value) }, 'Show or hide'),
    h('button', { type: 'button', onClick: () => (isOpen.value = !isOpen.value) }, 'Ask us'),
    h('output', `${isOpen.value ? 'open' : 'closed'}: ${received.value.join()}`),
    // In a template: <xo-chat :api-url="…" :open="isOpen" @xo-message="…">.
    isShown.value &&
      h('xo-chat', {
        'api-url': apiUrl,
        'bot-name': botName,
        'bot-id': botId,
        'jwt-url': jwtUrl,
        open: isOpen.value,
        onXoOpen: () => (isOpen.value = true),
        onXoClose: () => (isOpen.value = false),
        onXoMessage: ({ detail: { from, text } }: CustomEvent<ChatMessage>) => {
          if (from === 'bot') received.value.push(text);
        },
      }),
  ];
});

// Before the app, because Vue can only tell properties from attributes if the element is defined.
defineXoChat();
createApp(App).mount('#app');
