/** @jsxImportSource react */
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useChat, useChatState, XoChat } from 'xo-rtm/react';

const { apiUrl = '', jwtUrl = '', botName = '', botId = '' } = document.body.dataset;
const bot = { name: botName, id: botId };

async function getJwt() {
  const answer = await fetch(jwtUrl, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
  return ((await answer.json()) as { jwt: string }).jwt;
}

/** A chat window that the page implements itself. */
function Conversation() {
  const client = useChat({ apiUrl, bot, getJwt });
  const { messages, state } = useChatState(client);
  return (
    <section>
      <output>{state.status}</output>
      <button type="button" onClick={() => void client.send('Hello')}>
        Say hello
      </button>
      <ul>
        {messages.map(({ id, from, text }) => (
          <li key={id}>
            {from}: {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Our chat window. */
function Window() {
  const [open, setOpen] = useState(false);
  const [received, setReceived] = useState(0);
  return (
    <>
      <button type="button" onClick={() => setOpen(!open)}>
        Ask us
      </button>
      <output>
        {open ? 'open' : 'closed'}, {received} received
      </output>
      <XoChat
        apiUrl={apiUrl}
        bot={{ ...bot }}
        jwtUrl={jwtUrl}
        open={open}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        onMessage={({ from }) => from === 'bot' && setReceived((count) => count + 1)}
      />
    </>
  );
}

function App() {
  const [place, setPlace] = useState('nowhere');
  return (
    <>
      {['nowhere', 'conversation', 'window'].map((name) => (
        <button key={name} type="button" onClick={() => setPlace(name)}>
          Go to {name}
        </button>
      ))}
      {place === 'conversation' && <Conversation />}
      {place === 'window' && <Window />}
    </>
  );
}

createRoot(document.querySelector('#app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
