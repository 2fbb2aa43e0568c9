import { Component, type VNode } from 'preact';
import type { AdvancedListTemplate as AdvancedList } from '../../../protocol/templates/advanced-list-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import type { TemplateProps } from '../draw-template.js';
import { MoreItems } from '../shared/MoreItems.js';
import { AdvancedItem } from './AdvancedItem.js';
import { ListHead } from './ListHead.js';

interface AdvancedListState {
  query: string;
  sorted: boolean;
}

/** Draws items that unfold into texts, options or a table. The user can search and sort them if the bot allows it. */
export class AdvancedListTemplate extends Component<TemplateProps<AdvancedList>, AdvancedListState> {
  override state: AdvancedListState = { query: '', sorted: false };

  readonly #search = (event: Event) => this.setState({ query: (event.target as HTMLInputElement).value });
  readonly #sort = () => this.setState(({ sorted }) => ({ sorted: !sorted }));

  #items() {
    const { template, i18n } = this.props;
    const { query, sorted } = this.state;
    const { language } = i18n.t;
    const wanted = query.trim().toLocaleLowerCase(language);
    const found = template.listItems.filter(({ title, description = '' }) =>
      `${title} ${description}`.toLocaleLowerCase(language).includes(wanted),
    );
    return sorted ? found.sort((a, b) => a.title.localeCompare(b.title, language)) : found;
  }

  render({ template, ...scope }: TemplateProps<AdvancedList>, { query, sorted }: AdvancedListState): VNode {
    const { text, title, description, isSearchEnabled, isSortEnabled, seeMore, seeMoreTitle, listItemDisplayCount } =
      template;
    const { strings } = scope;
    const items = this.#items();
    return (
      <>
        <Bubble text={text} message={scope.message} i18n={scope.i18n} />
        <div class="wide card" part="card">
          <ListHead {...scope} title={title} description={description} />
          {(isSearchEnabled || isSortEnabled) && (
            <div class="seekers">
              {isSearchEnabled && (
                <input
                  type="search"
                  class="seek"
                  placeholder={strings.search}
                  aria-label={strings.search}
                  value={query}
                  onInput={this.#search}
                />
              )}
              {isSortEnabled && (
                <button type="button" class="sort" aria-pressed={sorted} onClick={this.#sort}>
                  {strings.sort}
                </button>
              )}
            </div>
          )}
          <MoreItems
            strings={strings}
            // Shows all results of a search.
            limit={seeMore && !query ? listItemDisplayCount : undefined}
            title={seeMoreTitle}
            items={items.map((item) => (
              <AdvancedItem key={item.title} {...scope} item={item} templateType="advancedListTemplate" />
            ))}
          />
          {items.length === 0 && (
            <p class="nothing" role="status">
              {strings.nothingFound}
            </p>
          )}
        </div>
      </>
    );
  }
}
