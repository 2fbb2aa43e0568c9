import type { VNode } from 'preact';
import { fileSize } from '../../lib/file-size.js';
import { linkText } from '../../lib/link-text.js';
import { safeUrl } from '../../lib/safe-url.js';
import { Bubble } from '../../rich-text/Bubble.js';
import { Picture } from '../../ui/Picture.js';
import type { ComponentOf, TemplateProps, TemplateScope } from '../draw-template.js';

/** A page or a file that the bot points to. */
export function FilePart({ template: part, ...scope }: TemplateProps<ComponentOf<'file'>>): VNode {
  const { type, url, name, text } = part;
  return (
    <>
      {name && <Bubble text={text} message={scope.message} i18n={scope.i18n} />}
      {type === 'link' ? (
        <FileLink url={url} name={name ?? text} />
      ) : (
        <Download {...scope} url={url} name={name ?? text} />
      )}
    </>
  );
}

/** A file that the user has sent. */
export function AttachmentPart({ template: part, ...scope }: TemplateProps<ComponentOf<'attachment'>>): VNode {
  const { fileType, url, fileName, size } = part;
  return fileType === 'image' && url ? (
    <Picture src={url} alt={fileName} />
  ) : (
    <Download {...scope} url={url} name={fileName} megabytes={size} />
  );
}

/** A page or a medium as a link with a name: the words of the sender, else the end of the address. */
export function FileLink({ url, name }: { url: string | undefined; name: string | undefined }): VNode | null {
  const href = safeUrl(url);
  const label = labelOf(url, name);
  if (!label) return null;
  return (
    <div class="bubble" part="bubble" dir="auto">
      {href ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {linkText(label, href)}
        </a>
      ) : (
        label
      )}
    </div>
  );
}

interface DownloadProps extends TemplateScope {
  url: string | undefined;
  name: string | undefined;
  megabytes?: number | undefined;
}

/**
 * A file to be kept, with its name, and its size where the sender says it. A file of the page's own origin is saved. Of
 * another origin browsers do not heed `download`: what becomes of it is up to its server, in a tab of its own, so that the
 * page stays, and without a way back to it. It is not fetched from here: the page's policy need not know its address.
 */
function Download({ url, name, megabytes, strings, i18n }: DownloadProps): VNode | null {
  const href = safeUrl(url);
  const label = labelOf(url, name);
  if (!label) return null;
  const size = megabytes !== undefined && megabytes > 0 ? fileSize(megabytes * 2 ** 20, i18n.t.language) : undefined;
  const about = [href && strings.download, size].filter(Boolean).join(' · ');
  const content = (
    <>
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d={href ? 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14' : 'M13 3H6v18h12V8ZM13 3v5h5'} />
      </svg>
      <span class="download-about">
        <bdi>{label}</bdi>
        {about && <span>{about}</span>}
      </span>
    </>
  );
  return href ? (
    <a class="bubble download" part="bubble" href={href} download={label} target="_blank" rel="noopener noreferrer">
      {content}
    </a>
  ) : (
    <div class="bubble download" part="bubble">
      {content}
    </div>
  );
}

/** Signs that turn the direction of reading: `exe.fdp` behind one is read as `pdf.exe`. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

function labelOf(url: string | undefined, name: string | undefined): string | undefined {
  return name?.replace(TURNS, '').trim() || endOf(url) || url;
}

function endOf(url: string | undefined): string | undefined {
  const end = url?.split(/[?#]/)[0]?.split('/').at(-1);
  try {
    return end && decodeURIComponent(end).replace(TURNS, '');
  } catch {
    return end;
  }
}
