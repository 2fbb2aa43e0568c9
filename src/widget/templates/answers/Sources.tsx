import type { VNode } from 'preact';
import type { AnswerSource } from '../../../protocol/templates/answer-template.js';
import type { TemplateStrings } from '../../i18n/template-strings.js';
import { linkText } from '../../lib/link-text.js';
import { safeUrl } from '../../lib/safe-url.js';

/** Draws the numbered list of sources to which the answer refers. */
export function Sources({
  sources,
  strings,
}: {
  sources: readonly AnswerSource[];
  strings: TemplateStrings;
}): VNode | null {
  if (sources.length === 0) return null;
  return (
    <div class="sources">
      <p class="sources-title">{strings.sources}</p>
      <ol>
        {sources.map(({ title, url }) => {
          const href = safeUrl(url);
          return (
            <li>
              {href ? (
                <a href={href} target="_blank" rel="noopener noreferrer">
                  <bdi>{linkText(title ?? href, href)}</bdi>
                </a>
              ) : (
                <bdi>{title}</bdi>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
