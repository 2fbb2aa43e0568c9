import { Component, createRef, type VNode } from 'preact';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import { addStylesAround } from '../../styles/add-styles.js';
import { emojiStyles } from './emoji-styles.js';
import { type Emoji, type EmojiGroup, findEmoji, loadEmoji } from './load-emoji.js';

export interface EmojiPanelProps {
  language: string;
  strings: ComposerStrings;
  onPick: (emoji: string) => void;
  onClose: () => void;
}

interface EmojiPanelState {
  groups: readonly EmojiGroup[];
  /** Slug of the selected group. */
  group: string;
  query: string;
  /** Index of the emoji that can be reached with Tab; the arrow keys move it. */
  at: number;
}

/** Maximum number of search results. */
const MAX_RESULTS = 120;

/** A panel for picking emoji by group, name or keyboard. Loads the names in the language of the window. */
export class EmojiPanel extends Component<EmojiPanelProps, EmojiPanelState> {
  override state: EmojiPanelState = { groups: [], group: '', query: '', at: 0 };
  readonly #panel = createRef<HTMLDivElement>();
  readonly #search = createRef<HTMLInputElement>();
  readonly #grid = createRef<HTMLDivElement>();
  #isUnmounted = false;

  override componentDidMount(): void {
    addStylesAround(this.#panel.current!, emojiStyles);
    this.#search.current!.focus();
    loadEmoji(this.props.language).then(
      (groups) => {
        if (!this.#isUnmounted) this.setState({ groups, group: groups[0]?.slug ?? '' });
      },
      () => {
        // Without the names there is nothing to show. The load failure is logged elsewhere.
        if (!this.#isUnmounted) this.props.onClose();
      },
    );
  }

  override componentWillUnmount(): void {
    this.#isUnmounted = true;
  }

  get #shown(): readonly Emoji[] {
    const { groups, group, query } = this.state;
    if (query.trim()) return findEmoji(groups, query, MAX_RESULTS);
    return groups.find(({ slug }) => slug === group)?.emoji ?? [];
  }

  readonly #onInput = (event: Event) =>
    this.setState({ query: (event.currentTarget as HTMLInputElement).value, at: 0 });

  /** Escape closes the panel, but not the window. */
  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.props.onClose();
    } else if (event.target === this.#search.current) {
      // Otherwise the surrounding form would send the message.
      if (event.key === 'Enter') {
        event.preventDefault();
        const [best] = this.#shown;
        if (best && this.state.query.trim()) this.props.onPick(best.char);
      } else if (event.key === 'ArrowDown') {
        event.preventDefault();
        this.#focusAt(0);
      }
    }
  };

  readonly #onGridKeyDown = (event: KeyboardEvent) => {
    const grid = this.#grid.current!;
    const { direction, gridTemplateColumns } = getComputedStyle(grid);
    const columns = gridTemplateColumns.split(' ').length;
    const forward = direction === 'rtl' ? -1 : 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowDown: columns,
      ArrowUp: -columns,
      Home: -this.state.at,
      End: this.#shown.length - 1 - this.state.at,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.#focusAt(this.state.at + step);
  };

  #focusAt(at: number): void {
    if (at < 0) this.#search.current!.focus();
    else if (at < this.#shown.length) {
      this.setState({ at });
      (this.#grid.current!.children[at] as HTMLElement | undefined)?.focus();
    }
  }

  render({ strings, onPick }: EmojiPanelProps, { groups, group, query, at }: EmojiPanelState): VNode {
    const shown = this.#shown;
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: handles Escape for all elements in the panel
      <div class="emoji-panel" part="emoji" ref={this.#panel} onKeyDown={this.#onKeyDown}>
        <input
          class="search"
          type="search"
          autocomplete="off"
          aria-label={strings.searchEmoji}
          placeholder={strings.searchEmoji}
          value={query}
          ref={this.#search}
          onInput={this.#onInput}
        />
        {!query.trim() && (
          <div class="groups">
            {groups.map(({ slug, emoji }, index) => (
              <button
                key={slug}
                type="button"
                class="emoji"
                aria-label={strings.emojiGroups[index]}
                title={strings.emojiGroups[index]}
                aria-pressed={slug === group}
                onClick={() => this.setState({ group: slug, at: 0 })}
              >
                {emoji[0]?.char}
              </button>
            ))}
          </div>
        )}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: handles the arrow keys of its buttons */}
        <div class="grid" ref={this.#grid} onKeyDown={this.#onGridKeyDown}>
          {shown.map(({ char, label }, index) => (
            <button
              key={char}
              type="button"
              class="emoji"
              tabIndex={index === at ? 0 : -1}
              aria-label={label}
              title={label}
              onClick={() => onPick(char)}
            >
              {char}
            </button>
          ))}
        </div>
        <p class="hint" role="status">
          {groups.length > 0 && shown.length === 0 && strings.noEmoji}
        </p>
      </div>
    );
  }
}
