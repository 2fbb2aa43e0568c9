import type { VNode } from 'preact';
import type { MultiSelectTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { DraftComponent } from './DraftComponent.js';
import { elementId } from './element-id.js';
import { FormPrompt } from './FormPrompt.js';
import { OptionRow } from './OptionRow.js';
import { answerIn, selectedOptions } from './selected-options.js';

interface MultiSelectDraft {
  ticked: readonly number[];
  missing: boolean;
}

/** Asks for any number of options of a list. */
export class MultiSelect extends DraftComponent<TemplateProps<MultiSelectTemplate>, MultiSelectDraft> {
  readonly #id = elementId();

  empty(): MultiSelectDraft {
    return { ticked: [], missing: false };
  }

  readonly #submit = (form: HTMLFormElement) => {
    const chosen = this.props.template.elements.filter((_, index) => this.state.ticked.includes(index));
    this.setState({ missing: chosen.length === 0 });
    if (chosen.length === 0) form.querySelector('input')?.focus();
    else {
      this.props.onSend({
        payload: chosen.map(({ value }) => value).join(),
        renderText: chosen.map(({ title }) => title).join(),
      });
    }
  };

  readonly #tick = (index: number, checked: boolean) => {
    const others = this.state.ticked.filter((each) => each !== index);
    this.setState({ ticked: checked ? [...others, index] : others, missing: false });
  };

  render(props: TemplateProps<MultiSelectTemplate>, { ticked, missing }: MultiSelectDraft): VNode {
    const { template, i18n, strings, answers } = props;
    const { heading, text, selectAllText, elements, buttons } = template;
    const answered = answerIn(answers, (answer) => selectedOptions(answer, elements));
    const isOver = answered.size > 0;
    const isTicked = (index: number) => (isOver ? answered.has(elements[index]!) : ticked.includes(index));
    const count = elements.filter((_, index) => isTicked(index)).length;
    const errorId = `${this.#id}-error`;
    return (
      <FormPrompt
        i18n={i18n}
        title={heading}
        text={text}
        isOver={isOver}
        error={missing ? strings.chooseSome : undefined}
        errorId={errorId}
        submit={buttons[0]?.title ?? strings.send}
        onSubmit={this.#submit}
      >
        <div class="ask-options">
          {selectAllText && !isOver && (
            <OptionRow
              type="checkbox"
              title={selectAllText}
              checked={count === elements.length}
              partly={count > 0}
              invalid={missing}
              errorId={missing ? errorId : undefined}
              onChange={(all) =>
                this.setState({ ticked: all ? elements.map((_, index) => index) : [], missing: false })
              }
            />
          )}
          {elements.map(({ title, description }, index) => (
            <OptionRow
              type="checkbox"
              title={title}
              description={description}
              checked={isTicked(index)}
              invalid={missing}
              errorId={missing ? errorId : undefined}
              onChange={(checked) => this.#tick(index, checked)}
            />
          ))}
        </div>
      </FormPrompt>
    );
  }
}
