import type { ComponentChild, VNode } from 'preact';
import type { TableListRow, TableListTemplate } from '../../../protocol/templates/index.js';
import { linkText } from '../../lib/link-text.js';
import { safeImageUrl, safeUrl } from '../../lib/safe-url.js';
import { ActionButton } from '../ActionButton.js';
import type { TemplateProps } from '../draw-template.js';
import { TemplateText } from '../shared/TemplateText.js';
import { Thumb } from '../shared/Thumb.js';
import { toAction, toActions } from '../to-action.js';
import { alignOf } from './ScrollTable.js';

/** Draws rows in sections, each with a title at its start and a value at its end. */
export function TableList(props: TemplateProps<TableListTemplate>): VNode {
  const { template, i18n } = props;
  const { title, text, description, headerOptions, elements } = template;
  return (
    <div class="entries" part="list">
      {(title ?? text ?? description ?? headerOptions?.text) && (
        <div class="entries-head">
          <div class="entry-words">
            <TemplateText text={title ?? text} i18n={i18n} />
            {description && <bdi class="entry-more">{description}</bdi>}
          </div>
          {headerOptions?.text && <bdi class="entry-value">{headerOptions.text}</bdi>}
        </div>
      )}
      {elements.map(({ sectionHeader, sectionHeaderDesc, rowItems }) => (
        <>
          {(sectionHeader ?? sectionHeaderDesc) && (
            <p class="entries-section" dir="auto">
              <strong>{sectionHeader}</strong>{' '}
              {sectionHeaderDesc && <span class="entry-more">{sectionHeaderDesc}</span>}
            </p>
          )}
          <ul>
            {rowItems.map((row) => (
              <li class="entry">
                <RowTitle {...props} row={row} />
                <RowValue {...props} row={row} />
              </li>
            ))}
          </ul>
        </>
      ))}
    </div>
  );
}

interface RowProps extends TemplateProps<TableListTemplate> {
  row: TableListRow;
}

/** Draws the title of a row, as a link or button if the row has an action. */
function RowTitle({ row, strings, answer, onSend }: RowProps): VNode {
  const { title, default_action: raw } = row;
  const { text, url, image } = title;
  const name = (title.type === 'url' ? url?.title : text?.title) ?? text?.title ?? url?.title ?? url?.link ?? '';
  const more = (title.type === 'url' ? url?.subtitle : text?.subtitle) ?? text?.subtitle ?? url?.subtitle;
  const href = safeUrl(url?.link);
  const action = raw && toAction(raw, 'tableList', name);
  const shown: ComponentChild = href ? (
    <a class="entry-link" href={href} target="_blank" rel="noopener noreferrer">
      <bdi>{linkText(name, href)}</bdi>
    </a>
  ) : action ? (
    <ActionButton
      action={{ ...action, title: name || action.title }}
      strings={strings}
      answer={answer}
      class="entry-link"
      onSend={onSend}
    />
  ) : (
    <bdi>{name}</bdi>
  );
  return (
    <>
      {image?.image_src && <Thumb class="entry-picture" src={image.image_src} />}
      <span class="entry-words">
        {shown}
        {more && <bdi class="entry-more">{more}</bdi>}
      </span>
    </>
  );
}

/** Draws the value at the end of a row: a text, a link, a picture or actions. */
function RowValue({ row, i18n, strings, answer, onSend }: RowProps): VNode | null {
  const { value } = row;
  if (!value) return null;
  const { type, text, url, image, button, menu, layout } = value;
  const actions = toActions(type === 'menu' ? menu : type === 'button' && button ? [button] : [], 'tableList');
  const href = type === 'url' ? safeUrl(url?.link) : undefined;
  const src = type === 'image' ? safeImageUrl(image?.image_src) : undefined;
  return (
    <span class={`entry-value ${alignOf(layout?.align) ?? ''}`}>
      {href && (
        <a class="entry-link" href={href} target="_blank" rel="noopener noreferrer">
          <bdi>{linkText(url?.title ?? url?.link ?? '', href)}</bdi>
        </a>
      )}
      {src && <Thumb class="entry-picture" src={src} alt={i18n.t.picture} />}
      {actions.map((action) => (
        <ActionButton action={action} strings={strings} answer={answer} class="quiet cell-action" onSend={onSend} />
      ))}
      {!href && !src && actions.length === 0 && <bdi>{text ?? url?.title}</bdi>}
    </span>
  );
}
