import type { VNode } from 'preact';
import { Bubble } from '../../messages/Bubble.js';
import { Picture } from '../../messages/Picture.js';
import { safeUrl } from '../../text/safe-url.js';
import type { ComponentOf, TemplateProps } from '../draw-template.js';

/** A page or a file that the bot points to. */
export function FilePart({ template: part, message, i18n }: TemplateProps<ComponentOf<'file'>>): VNode {
  return (
    <>
      {part.name && <Bubble text={part.text} message={message} i18n={i18n} />}
      <FileLink url={part.url} name={part.name ?? part.text} />
    </>
  );
}

/** A file that the user has sent. */
export function AttachmentPart({ template: part }: TemplateProps<ComponentOf<'attachment'>>): VNode {
  return part.fileType === 'image' && part.url ? (
    <Picture src={part.url} alt={part.fileName} />
  ) : (
    <FileLink url={part.url} name={part.fileName} />
  );
}

/** A file or a medium as a link with a name: the words of the sender, else the end of the address. */
export function FileLink({ url, name }: { url: string | undefined; name: string | undefined }): VNode | null {
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
