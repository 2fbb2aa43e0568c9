import type { VNode } from 'preact';
import type { ChatClient, SendInput } from '../../client/chat-client.js';
import type { I18n } from '../i18n/i18n.js';
import { PureComponent } from '../lib/pure-component.js';
import { authorName } from '../store/author-name.js';
import { Avatar } from '../ui/Avatar.js';
import { Time } from '../ui/Time.js';
import type { MessageGroup } from './group-messages.js';
import { MessageRow } from './MessageRow.js';

export interface MessageGroupViewProps {
  group: MessageGroup;
  i18n: I18n;
  botName: string;
  /** True for the user's newest group. Older ones do not show that they were delivered. */
  latest: boolean;
  client: ChatClient;
  onSend: (input: SendInput) => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** The messages of one author with name, picture, time, and the delivery status of the user's last one. */
export class MessageGroupView extends PureComponent<MessageGroupViewProps> {
  render({ group, i18n, botName, latest, client, onSend, onRetry, onDiscard }: MessageGroupViewProps): VNode {
    const first = group.messages[0]!;
    const last = group.messages.at(-1)!;
    const isOwn = group.from === 'user';
    const system = group.from === 'system';
    const author = authorName(first, botName, i18n);
    const rows = group.messages.map((message) => (
      <MessageRow
        key={message.id}
        message={message}
        i18n={i18n}
        client={client}
        onSend={onSend}
        onRetry={onRetry}
        onDiscard={onDiscard}
      />
    ));
    const arrived = last.status === 'delivered' || last.status === 'read';
    // A failed message shows its status itself.
    const state = isOwn && last.status !== 'failed' && (latest || !arrived) ? i18n.t[last.status] : '';
    return (
      <li class={`group ${group.from}`} data-key={group.key} part={`group group-${group.from}`}>
        {!system && <span class={isOwn ? 'sr' : 'author'}>{author}</span>}
        {!isOwn && !system && (
          <Avatar name={author} picture={first.author?.picture ?? first.icon} messageId={first.id} />
        )}
        {rows}
        {!system && (
          <p class="foot">
            <Time at={last.createdAt} i18n={i18n} />
            {state && <span aria-hidden="true">·</span>}
            {state && <span class={`delivery ${last.status}`}>{state}</span>}
          </p>
        )}
      </li>
    );
  }
}
