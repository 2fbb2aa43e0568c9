import type { ComponentChild, VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { MessageComponent } from '../../protocol/component.js';
import type { I18n } from '../i18n/i18n.js';
import { ActionButtons } from '../templates/ActionButtons.js';
import { Readable } from '../templates/Readable.js';
import { TemplatePart } from '../templates/TemplatePart.js';
import { PlainText } from '../text/PlainText.js';
import { RichText } from '../text/RichText.js';
import { safeUrl } from '../text/safe-url.js';
import { Picture } from './Picture.js';

export interface MessagePartProps {
  part: MessageComponent;
  message: ChatMessage;
  i18n: I18n;
  onSend: (input: SendInput) => void;
}

export interface BubbleProps {
  text: string | undefined;
  tone?: 'error' | undefined;
  /** Whose words they are, where they may have markup. What the user types is text, whatever it looks like. */
  message?: ChatMessage;
  i18n?: I18n;
}

/** Words in a bubble. Blank ones have none. */
export function Bubble({ text, tone, message, i18n }: BubbleProps): VNode | null {
  if (!text?.trim()) return null;
  const mayBeRich = message && i18n && message.from !== 'user';
  return (
    <div class={tone ? `bubble ${tone}` : 'bubble'} part="bubble" dir="auto">
      {mayBeRich ? <RichText text={text} streaming={message.streaming} t={i18n.t} /> : <PlainText text={text} />}
    </div>
  );
}

/** A file or a medium as a link with a name: the words of the sender, else the end of the address. */
function FileLink({ url, name }: { url: string | undefined; name: string | undefined }): VNode | null {
  const href = safeUrl(url);
  const label = name?.trim() || url?.split(/[?#]/)[0]?.split('/').at(-1) || url;
  if (!label) return null;
  return (
    <div class="bubble" part="bubble" dir="auto">
      {href ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {label}
        </a>
      ) : (
        label
      )}
    </div>
  );
}

/** One part of a message. What this version does not know is still readable (law 8). */
export function MessagePart({ part, message, i18n, onSend }: MessagePartProps): ComponentChild {
  const words = 'text' in part && (
    <Bubble text={part.text} tone={part.type === 'error' ? 'error' : undefined} message={message} i18n={i18n} />
  );
  switch (part.type) {
    case 'text':
    case 'error':
      return words;
    case 'message':
      return (
        <>
          {words}
          <FileLink url={part.audioUrl ?? part.videoUrl} name={undefined} />
        </>
      );
    case 'image':
      return (
        <>
          <Picture src={part.url} alt={part.name ?? part.text ?? i18n.t.picture} />
          {words}
        </>
      );
    case 'audio':
    case 'video':
    case 'link':
    case 'document':
    case 'file':
      return (
        <>
          {part.name && words}
          <FileLink url={part.url} name={part.name ?? part.text} />
        </>
      );
    case 'attachment':
      return part.fileType === 'image' && part.url ? (
        <Picture src={part.url} alt={part.fileName} />
      ) : (
        <FileLink url={part.url} name={part.fileName} />
      );
    case 'form': {
      const href = safeUrl(part.formLink);
      return (
        <>
          {words}
          {href && (
            <ActionButtons actions={[{ kind: 'open', title: part.title ?? i18n.t.openForm, href }]} onSend={onSend} />
          )}
        </>
      );
    }
    case 'template':
      return (
        <TemplatePart
          payload={part.payload}
          templateType={part.templateType}
          message={message}
          i18n={i18n}
          onSend={onSend}
        />
      );
    case 'gap':
      return <Bubble text={i18n.t.gap} />;
    case 'unknown':
      return <Readable payload={part.payload} templateType={part.componentType} i18n={i18n} onSend={onSend} />;
    default:
      return part satisfies never;
  }
}
