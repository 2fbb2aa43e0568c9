import type { VNode } from 'preact';
import type { AdvancedMultiSelectTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { DraftComponent } from './DraftComponent.js';
import { elementId } from './element-id.js';
import { FormPrompt } from './FormPrompt.js';
import { OptionRow } from './OptionRow.js';
import { answerIn, selectedOptions } from './selected-options.js';

interface AdvancedMultiSelectDraft {
  /** Keys of the ticked options: `<index of the collection>/<index of the option>`. */
  ticked: readonly string[];
  missing: boolean;
  showsAll: boolean;
}

/** The platform's own client puts this before the list, both in what is sent and in what is shown (docs/protocol.md §6.3). */
const PREFIX = 'Here are selected items: ';

/** Draws several lists of which the user can tick any number of options. */
export class AdvancedMultiSelect extends DraftComponent<
  TemplateProps<AdvancedMultiSelectTemplate>,
  AdvancedMultiSelectDraft
> {
  readonly #id = elementId();

  empty(): AdvancedMultiSelectDraft {
    return { ticked: [], missing: false, showsAll: false };
  }

  readonly #submit = (form: HTMLFormElement) => {
    const { template, onSend } = this.props;
    const chosen = template.elements.flatMap(({ collection }, at) =>
      collection.filter((_, index) => this.state.ticked.includes(`${at}/${index}`)),
    );
    this.setState({ missing: chosen.length === 0 });
    if (chosen.length === 0) form.querySelector('input')?.focus();
    else {
      onSend({
        payload: PREFIX + chosen.map(({ value }) => value).join(),
        renderText: PREFIX + chosen.map(({ title }) => title).join(),
      });
    }
  };

  readonly #tick = (keys: readonly string[], checked: boolean) => {
    const others = this.state.ticked.filter((each) => !keys.includes(each));
    this.setState({ ticked: checked ? [...others, ...keys] : others, missing: false });
  };

  render(props: TemplateProps<AdvancedMultiSelectTemplate>, state: AdvancedMultiSelectDraft): VNode {
    const { template, i18n, strings, answers } = props;
    const { heading, description, text, elements, buttons, limit, showViewMore } = template;
    const { ticked, missing, showsAll } = state;
    const all = elements.flatMap(({ collection }) => collection);
    const answered = answerIn(answers, (answer) =>
      selectedOptions(answer.startsWith(PREFIX) ? answer.slice(PREFIX.length) : undefined, all),
    );
    const isOver = answered.size > 0;
    const shown = showsAll || isOver || !showViewMore || !limit ? elements : elements.slice(0, Math.max(limit, 1));
    const errorId = `${this.#id}-error`;
    return (
      <FormPrompt
        i18n={i18n}
        title={heading}
        text={description ?? text}
        isOver={isOver}
        error={missing ? strings.chooseSome : undefined}
        errorId={errorId}
        submit={buttons[0]?.title ?? strings.send}
        onSubmit={this.#submit}
      >
        {shown.map(({ collectionTitle, collection }, at) => {
          const keys = collection.map((_, index) => `${at}/${index}`);
          const count = keys.filter((key) => ticked.includes(key)).length;
          return (
            <fieldset class="ask-options">
              {collectionTitle && (
                <legend class="ask-options-title" dir="auto">
                  {collectionTitle}
                </legend>
              )}
              {collection.length > 1 && !isOver && (
                <OptionRow
                  type="checkbox"
                  title={strings.selectAll}
                  checked={count === keys.length}
                  partly={count > 0}
                  invalid={missing}
                  errorId={missing ? errorId : undefined}
                  onChange={(checked) => this.#tick(keys, checked)}
                />
              )}
              {collection.map((choice, index) => (
                <OptionRow
                  type="checkbox"
                  title={choice.title}
                  description={choice.description}
                  picture={choice.image_url}
                  checked={isOver ? answered.has(choice) : ticked.includes(keys[index]!)}
                  invalid={missing}
                  errorId={missing ? errorId : undefined}
                  onChange={(checked) => this.#tick([keys[index]!], checked)}
                />
              ))}
            </fieldset>
          );
        })}
        {shown.length < elements.length && (
          <button type="button" class="quiet" onClick={() => this.setState({ showsAll: true })}>
            {strings.showMore}
          </button>
        )}
      </FormPrompt>
    );
  }
}
