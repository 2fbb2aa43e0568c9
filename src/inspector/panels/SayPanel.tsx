import { useState } from 'preact/hooks';
import type { InspectedUser } from '../../emulator/inspector/inspector-wire.js';
import type { Perform } from '../act.js';
import { SAMPLES } from './samples.js';
import { UserSelect } from './UserSelect.js';

export interface SayPanelProps {
  users: readonly InspectedUser[];
  to: string;
  onTo(identity: string): void;
  perform: Perform;
}

/** Sends a message as the bot or as an agent: a text, or a template as JSON. */
export function SayPanel({ users, to, onTo, perform }: SayPanelProps) {
  const [as, setAs] = useState<'bot' | 'agent'>('bot');
  const [text, setText] = useState('');
  const content = readContent(text);
  const isEmpty = text.trim() === '';

  const send = async () => {
    if (isEmpty || content.wrong !== undefined) return;
    if (await perform({ do: 'say', as, content: content.value, ...(to && { to }) })) setText('');
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <UserSelect label="To" users={users} value={to} everybody="Everybody" onSelect={onTo} />
      <fieldset class="field">
        <legend>As</legend>
        {(['bot', 'agent'] as const).map((sender) => (
          <label key={sender}>
            <input type="radio" name="as" checked={as === sender} onChange={() => setAs(sender)} />
            {sender === 'bot' ? 'the bot' : 'an agent'}
          </label>
        ))}
      </fieldset>
      <label class="field">
        Text, or a template as JSON
        <textarea
          rows={8}
          value={text}
          aria-describedby="say-hint"
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
          }}
        />
      </label>
      <p id="say-hint" class={content.wrong === undefined ? 'hint' : 'hint bad'}>
        {content.wrong ?? 'Ctrl+Enter sends.'}
      </p>
      <div class="row">
        <button type="submit" class="main" disabled={isEmpty || content.wrong !== undefined}>
          Send
        </button>
        <select
          aria-label="Begin with a sample"
          value=""
          onChange={({ currentTarget }) => setText(JSON.stringify(SAMPLES[currentTarget.value], null, 2))}
        >
          <option value="" disabled>
            Sample…
          </option>
          {Object.keys(SAMPLES).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </form>
  );
}

/** Parses a text that begins like JSON, and reports it if it is invalid. */
function readContent(text: string): { value: unknown; wrong?: string } {
  if (!/^\s*[{[]/.test(text)) return { value: text };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { value: undefined, wrong: `This is no JSON yet: ${(error as Error).message}` };
  }
}
