import type { VNode } from 'preact';
import { fileSize } from '../../lib/file-size.js';
import { linkText } from '../../lib/link-text.js';
import { safeUrl } from '../../lib/safe-url.js';
import { Bubble } from '../../rich-text/Bubble.js';
import { Picture } from '../../ui/Picture.js';
import type { ComponentOf, TemplateProps, TemplateScope } from '../draw-template.js';

/** Draws a link to a page, or a file to download, that the bot has sent. */
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

/** Draws a file that the user has sent. */
export function AttachmentPart({ template: part, ...scope }: TemplateProps<ComponentOf<'attachment'>>): VNode {
  const { fileType, url, fileName, size } = part;
  return fileType === 'image' && url ? (
    <Picture src={url} alt={fileName} />
  ) : (
    <Download {...scope} url={url} name={fileName} megabytes={size} />
  );
}

/** Draws a page or a media file as a link. Its label is the name that the sender gave it, else the end of the address. */
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
 * Draws a link to download a file, with its name and, if known, its size. Browsers honour `download` only for files of the page's
 * own origin. Files of other origins open in a new tab without an opener, so that the page stays as it is. The widget does not
 * fetch the file itself, so the page's content security policy need not allow its address.
 */
function Download({ url, name, megabytes, strings, i18n }: DownloadProps): VNode | null {
  const href = safeUrl(url);
  const label = labelOf(url, name);
  if (!label) return null;
  const size = megabytes !== undefined && megabytes > 0 ? fileSize(megabytes * 2 ** 20, i18n.t.language) : undefined;
  const details = [href && strings.download, size].filter(Boolean).join(' · ');
  const content = (
    <>
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d={href ? 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14' : 'M13 3H6v18h12V8ZM13 3v5h5'} />
      </svg>
      <span class="download-about">
        <bdi>{label}</bdi>
        {details && <span>{details}</span>}
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

/** Characters that change the text direction: after one, `exe.fdp` is displayed as `pdf.exe`. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

function labelOf(url: string | undefined, name: string | undefined): string | undefined {
  return name?.replace(BIDI_CONTROLS, '').trim() || lastSegment(url) || url;
}

function lastSegment(url: string | undefined): string | undefined {
  const end = url?.split(/[?#]/)[0]?.split('/').at(-1);
  try {
    return end && decodeURIComponent(end).replace(BIDI_CONTROLS, '');
  } catch {
    return end;
  }
}
