import type { VNode } from 'preact';
import { RichText } from '../rich-text/RichText.js';
import { Picture } from '../ui/Picture.js';
import { ActionButtons } from './ActionButtons.js';
import type { TemplateScope } from './draw-template.js';
import { readPayload } from './read-payload.js';

export interface FallbackPartProps extends TemplateScope {
  payload: unknown;
  templateType: string;
}

/** Draws any payload in a readable form: its titles, texts and pictures in a bubble, its actions below. */
export function FallbackPart({ payload, templateType, i18n, strings, answer, onSend }: FallbackPartProps): VNode {
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
                <RichText text={line.text} t={i18n.t} />
              </div>
            ),
          )}
        </div>
      )}
      <ActionButtons actions={actions} strings={strings} answer={answer} onSend={onSend} />
    </>
  );
}
