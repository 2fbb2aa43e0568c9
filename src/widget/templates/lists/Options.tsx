import { Component, type VNode } from 'preact';
import type { StyledAction } from '../../../protocol/templates/action.js';
import type { AdvancedListItem } from '../../../protocol/templates/advanced-list-template.js';
import type { TemplateScope } from '../draw-template.js';

export interface OptionsProps extends TemplateScope {
  /** Title of the item, used as the accessible name of the group. */
  name: string;
  options: NonNullable<AdvancedListItem['optionsData']>;
  /** The buttons of the item. Those with a `btnType` confirm or cancel. */
  buttons: readonly StyledAction[];
}

/** Number of groups so far. Gives each group a name that is unique in the page. */
let groups = 0;

/** Draws options to tick. Sends the ticked ones as `<title of the confirm button>: v1,v2`, which is also the text that is shown. */
export class Options extends Component<OptionsProps, { ticked: readonly number[] }> {
  override state: { ticked: readonly number[] } = { ticked: [] };
  readonly #group = `options-${++groups}`;

  #tick(index: number, single: boolean): void {
    this.setState(({ ticked }) => ({
      ticked: single ? [index] : ticked.includes(index) ? ticked.filter((each) => each !== index) : [...ticked, index],
    }));
  }

  readonly #clear = () => this.setState({ ticked: [] });

  readonly #confirm = () => {
    const { options, onSend } = this.props;
    const chosen = options.filter((_, index) => this.state.ticked.includes(index));
    if (chosen.length === 0) return;
    const text = `${this.#title()}: ${chosen.map(({ value, label }) => value ?? label).join(',')}`;
    onSend({ payload: text, renderText: text });
  };

  #title(): string {
    return this.props.buttons.find(({ btnType }) => btnType === 'confirm')?.title ?? this.props.strings.confirm;
  }

  render({ name, options, buttons, answers }: OptionsProps, { ticked }: { ticked: readonly number[] }): VNode {
    const cancel = buttons.find(({ btnType }) => btnType === 'cancel')?.title;
    // The card has other actions as well, so only an answer with this prefix counts. After a reload it shows what was ticked.
    const prefix = `${this.#title()}: `;
    const answer = answers.find((each) => each.startsWith(prefix));
    const isOver = answer !== undefined;
    const isIdle = isOver || ticked.length === 0;
    const answered = new Set<string | undefined>(answer?.slice(prefix.length).split(','));
    return (
      <fieldset class="options">
        <legend class="sr">{name}</legend>
        {options.map(({ type, label, value }, index) => {
          const single = type === 'radio';
          return (
            <label class="option">
              <input
                type={single ? 'radio' : 'checkbox'}
                name={this.#group}
                checked={isOver ? answered.has(value ?? label) : ticked.includes(index)}
                disabled={isOver}
                onChange={() => this.#tick(index, single)}
              />
              <bdi>{label ?? value}</bdi>
            </label>
          );
        })}
        <div class="actions">
          <button
            type="button"
            class="action"
            aria-disabled={isIdle ? 'true' : undefined}
            onClick={isIdle ? undefined : this.#confirm}
          >
            {this.#title()}
          </button>
          {cancel && (
            <button
              type="button"
              class="action"
              aria-disabled={isIdle ? 'true' : undefined}
              onClick={isIdle ? undefined : this.#clear}
            >
              {cancel}
            </button>
          )}
        </div>
      </fieldset>
    );
  }
}
