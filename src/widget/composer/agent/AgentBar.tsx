import { Component, type VNode } from 'preact';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import { Avatar } from '../../ui/Avatar.js';
import { ToolButton } from '../../ui/ToolButton.js';

export interface AgentBarProps {
  /** Name of the connected agent, or of the one who has left. */
  name: string;
  picture: string | undefined;
  connected: boolean;
  strings: ComposerStrings;
  onEnd: () => void;
  onSave: (format: 'text' | 'json') => void;
  onDismiss: () => void;
}

/**
 * Shown above the field during a chat with an agent: name, and a button to end it; afterwards, a button to save the
 * transcript.
 */
export class AgentBar extends Component<AgentBarProps, { saving: boolean }> {
  override state = { saving: false };
  readonly #toggle = () => this.setState({ saving: !this.state.saving });

  render(
    { name, picture, connected, strings, onEnd, onSave, onDismiss }: AgentBarProps,
    { saving }: { saving: boolean },
  ): VNode {
    return (
      <div class="agent-bar" part="agent">
        <Avatar name={name} picture={picture} />
        <span class="whom">{connected ? strings.talkingWith(name) : strings.agentLeft(name)}</span>
        <ToolButton small icon="save" label={strings.saveTranscript} expanded={saving} onClick={this.#toggle} />
        {connected ? (
          <button type="button" class="inline" onClick={onEnd}>
            {strings.endChat}
          </button>
        ) : (
          <ToolButton small icon="remove" label={strings.dismiss} onClick={onDismiss} />
        )}
        {saving && (
          <span class="formats">
            <button type="button" class="action" onClick={() => onSave('text')}>
              {strings.asText}
            </button>
            <button type="button" class="action" onClick={() => onSave('json')}>
              {strings.asData}
            </button>
          </span>
        )}
      </div>
    );
  }
}
