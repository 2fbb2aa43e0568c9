import { Component, createRef, type VNode } from 'preact';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import { adoptLater } from '../../lib/adopt-later.js';
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
  /** Slug of the group that is shown. */
  group: string;
  query: string;
  /** Which of those that are shown can be reached by Tab; arrows move it. */
  at: number;
}

/** Results of a search that are shown. */
const MOST_FOUND = 120;

/** Emoji to pick: by group, by name, by keyboard. Loads the names in the language of the window. */
export class EmojiPanel extends Component<EmojiPanelProps, EmojiPanelState> {
  override state: EmojiPanelState = { groups: [], group: '', query: '', at: 0 };
  readonly #panel = createRef<HTMLDivElement>();
  readonly #search = createRef<HTMLInputElement>();
  readonly #grid = createRef<HTMLDivElement>();
  #gone = false;

  override componentDidMount(): void {
    adoptLater(this.#panel.current!, emojiStyles);
    this.#search.current!.focus();
    loadEmoji(this.props.language).then(
      (groups) => {
        if (!this.#gone) this.setState({ groups, group: groups[0]?.slug ?? '' });
      },
      () => {
        // Without the names there is nothing to pick from. The window says elsewhere that it cannot load.
        if (!this.#gone) this.props.onClose();
      },
    );
  }

  override componentWillUnmount(): void {
    this.#gone = true;
  }

  get #shown(): readonly Emoji[] {
    const { groups, group, query } = this.state;
    if (query.trim()) return findEmoji(groups, query, MOST_FOUND);
    return groups.find(({ slug }) => slug === group)?.emoji ?? [];
  }

  readonly #input = (event: Event) => this.setState({ query: (event.currentTarget as HTMLInputElement).value, at: 0 });

  /** Escape closes the panel, and not the window. */
  readonly #keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.props.onClose();
    } else if (event.target === this.#search.current) {
      // The form around would send the message.
      if (event.key === 'Enter') {
        event.preventDefault();
        const [best] = this.#shown;
        if (best && this.state.query.trim()) this.props.onPick(best.char);
      } else if (event.key === 'ArrowDown') {
        event.preventDefault();
        this.#goTo(0);
      }
    }
  };

  readonly #gridKeyDown = (event: KeyboardEvent) => {
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
    this.#goTo(this.state.at + step);
  };

  #goTo(at: number): void {
    if (at < 0) this.#search.current!.focus();
    else if (at < this.#shown.length) {
      this.setState({ at });
      (this.#grid.current!.children[at] as HTMLElement | undefined)?.focus();
    }
  }

  render({ strings, onPick }: EmojiPanelProps, { groups, group, query, at }: EmojiPanelState): VNode {
    const shown = this.#shown;
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: a panel that hears Escape from whatever is in it
      <div class="emoji-panel" part="emoji" ref={this.#panel} onKeyDown={this.#keyDown}>
        <input
          class="search"
          type="search"
          autocomplete="off"
          aria-label={strings.searchEmoji}
          placeholder={strings.searchEmoji}
          value={query}
          ref={this.#search}
          onInput={this.#input}
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
        {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the arrows of the buttons in it */}
        <div class="grid" ref={this.#grid} onKeyDown={this.#gridKeyDown}>
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
