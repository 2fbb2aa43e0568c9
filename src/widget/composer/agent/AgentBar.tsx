import { Component, type VNode } from 'preact';
import type { DeskWords } from '../../i18n/composer-strings.js';
import { Avatar } from '../../ui/Avatar.js';
import { ToolButton } from '../../ui/ToolButton.js';

export interface AgentBarProps {
  /** Of the agent who is there, or was. */
  name: string;
  picture: string | undefined;
  connected: boolean;
  words: DeskWords;
  onEnd: () => void;
  onSave: (format: 'text' | 'json') => void;
  onDismiss: () => void;
}

/** Above the field while a person is on the other side: who it is, and how to end it; after that, what can be kept of it. */
export class AgentBar extends Component<AgentBarProps, { saving: boolean }> {
  override state = { saving: false };
  readonly #toggle = () => this.setState({ saving: !this.state.saving });

  render(
    { name, picture, connected, words, onEnd, onSave, onDismiss }: AgentBarProps,
    { saving }: { saving: boolean },
  ): VNode {
    return (
      <div class="agent-bar" part="agent">
        <Avatar name={name} picture={picture} />
        <span class="whom">{connected ? words.talkingWith(name) : words.agentLeft(name)}</span>
        <ToolButton small icon="save" label={words.saveTranscript} expanded={saving} onClick={this.#toggle} />
        {connected ? (
          <button type="button" class="inline" onClick={onEnd}>
            {words.endChat}
          </button>
        ) : (
          <ToolButton small icon="remove" label={words.dismiss} onClick={onDismiss} />
        )}
        {saving && (
          <span class="formats">
            <button type="button" class="action" onClick={() => onSave('text')}>
              {words.asText}
            </button>
            <button type="button" class="action" onClick={() => onSave('json')}>
              {words.asData}
            </button>
          </span>
        )}
      </div>
    );
  }
}
