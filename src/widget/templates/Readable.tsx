import type { VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { I18n } from '../i18n/i18n.js';
import { Picture } from '../messages/Picture.js';
import { PlainText } from '../text/PlainText.js';
import { ActionButtons } from './ActionButtons.js';
import { readPayload } from './read-payload.js';

export interface ReadableProps {
  payload: unknown;
  templateType: string;
  i18n: I18n;
  onSend: (input: SendInput) => void;
}

/** Templates that are signs to the window and say nothing to a person (protocol.md §6.2). */
const SILENT = new Set(['wait_for_response']);

/** Any payload as something to read: its texts, titles and pictures in a bubble, its choices below. */
export function Readable({ payload, templateType, i18n, onSend }: ReadableProps): VNode | null {
  if (SILENT.has(templateType)) return null;
  const { lines, actions } = readPayload(payload, templateType);
  return (
    <>
      {(lines.length > 0 || actions.length === 0) && (
        <div class="bubble" part="bubble" dir="auto">
          {lines.length === 0 && <span class="missing">{i18n.t.cannotShow}</span>}
          {lines.map((line) =>
            line.kind === 'picture' ? (
              <Picture src={line.src} alt={i18n.t.picture} />
            ) : (
              <div class={line.kind}>
                <PlainText text={line.text} />
              </div>
            ),
          )}
        </div>
      )}
      <ActionButtons actions={actions} onSend={onSend} />
    </>
  );
}
