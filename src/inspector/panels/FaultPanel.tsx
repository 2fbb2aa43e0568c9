import { useState } from 'preact/hooks';
import type { InspectedRule } from '../../emulator/inspector/inspector-wire.js';
import type { Outcome, Perform } from '../act.js';
import { PRESETS, type Preset } from './presets.js';

export interface FaultPanelProps {
  rules: readonly InspectedRule[];
  perform: Perform;
  onRefuse(outcome: Outcome): void;
}

/** Switches for common faults, a field for other rules, and the list of all rules. */
export function FaultPanel({ rules, perform, onRefuse }: FaultPanelProps) {
  return (
    <>
      <ul class="presets">
        {PRESETS.map((preset) => (
          <PresetSwitch key={preset.id} preset={preset} rules={rules} perform={perform} />
        ))}
      </ul>
      <OwnRule perform={perform} onRefuse={onRefuse} />
      <h2>
        Rules
        {rules.length > 0 && (
          <button type="button" onClick={() => void perform({ do: 'clearFaults' })}>
            Remove all
          </button>
        )}
      </h2>
      {rules.length === 0 && <p class="empty">Nothing goes wrong on purpose.</p>}
      <ul class="cards">
        {rules.map((rule) => (
          <RuleCard key={rule.id} rule={rule} perform={perform} />
        ))}
      </ul>
    </>
  );
}

function PresetSwitch({
  preset: { id, name, does, rules: own },
  rules,
  perform,
}: {
  preset: Preset;
  rules: readonly InspectedRule[];
  perform: Perform;
}) {
  const isOn = own.some((rule) => rules.some((other) => other.id === rule.id));
  const toggle = async () => {
    if (!isOn) await perform({ do: 'addFaults', rules: own });
    else for (const rule of own) await perform({ do: 'removeFault', id: rule.id });
  };
  return (
    <li>
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-describedby={`does-${id}`}
        class="switch"
        onClick={() => void toggle()}
      >
        <span class="track" aria-hidden="true" />
        {name}
      </button>
      <p id={`does-${id}`} class="hint">
        {does}
      </p>
    </li>
  );
}

const EXAMPLE = '{ "match": { "at": "out", "frame": "ack" }, "action": "drop", "count": 1 }';

function OwnRule({ perform, onRefuse }: Pick<FaultPanelProps, 'perform' | 'onRefuse'>) {
  const [text, setText] = useState('');
  const add = async () => {
    let rules: unknown;
    try {
      rules = JSON.parse(text);
    } catch (error) {
      return onRefuse({ ok: false, message: `This is no JSON: ${(error as Error).message}` });
    }
    if (await perform({ do: 'addFaults', rules })) setText('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <label class="field">
        A rule of your own, or a list of them, as JSON
        <textarea
          rows={3}
          spellcheck={false}
          placeholder={EXAMPLE}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={text.trim() === ''}>
        Add
      </button>
    </form>
  );
}

function RuleCard({ rule, perform }: { rule: InspectedRule; perform: Perform }) {
  const { id, fired, match, action, ...rest } = rule;
  return (
    <li class="card" aria-label={id}>
      <h2>
        {id}
        <span class={fired > 0 ? 'badge on' : 'badge'}>{fired === 0 ? 'not yet' : `${fired}×`}</span>
        <button type="button" aria-label={`Remove ${id}`} onClick={() => void perform({ do: 'removeFault', id })}>
          Remove
        </button>
      </h2>
      <code class="rule">{JSON.stringify({ match, action, ...rest })}</code>
    </li>
  );
}
