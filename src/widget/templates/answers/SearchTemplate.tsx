import type { VNode } from 'preact';
import type { SearchTemplate as Search, SearchResult } from '../../../protocol/templates/search-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import type { TemplateProps } from '../draw-template.js';
import { readPayload } from '../read-payload.js';
import { MoreItems } from '../shared/MoreItems.js';
import { Row } from '../shared/Row.js';
import { toAction } from '../to-action.js';

/** Number of results that are shown before "more". */
const SHOWN = 3;

/** Draws an answer and the search results. Previews are HTML from other sites, of which only allowed markup is drawn. */
export function SearchTemplate({ template, ...scope }: TemplateProps<Search>): VNode {
  const { text, graph_answer, results } = template;
  const found = results?.web?.data?.filter(({ page_title, page_url }) => page_title || page_url) ?? [];
  const answer = readPayload(graph_answer?.payload?.center_panel?.data, 'search')
    .lines.map((line) => ('text' in line ? line.text : ''))
    .filter(Boolean)
    .join('\n');
  const isEmpty = !text && !answer && found.length === 0;
  return (
    <>
      <Bubble text={text} message={scope.message} i18n={scope.i18n} />
      <Bubble text={isEmpty ? scope.strings.nothingFound : answer} message={scope.message} i18n={scope.i18n} />
      {found.length > 0 && (
        <div class="wide card" part="card">
          <MoreItems
            strings={scope.strings}
            limit={SHOWN}
            title={undefined}
            items={found.map((page) => (
              <Row
                {...scope}
                title={titleOf(page)}
                subtitle={page.page_preview}
                picture={page.page_image_url}
                action={toAction({ type: 'url', url: page.page_url }, 'search', titleOf(page))}
              />
            ))}
          />
        </div>
      )}
    </>
  );
}

const titleOf = ({ page_title, page_url }: SearchResult) => page_title ?? page_url ?? '';
