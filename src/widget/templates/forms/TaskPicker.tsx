import type { VNode } from 'preact';
import type { TaskPickerTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { Thumb } from '../shared/Thumb.js';
import { FormPrompt } from './FormPrompt.js';
import { selectedOptions } from './selected-options.js';

/** Draws the tasks of the bot as a list of buttons. They stay enabled, because a task does not answer a question. */
export function TaskPicker({ template, i18n, strings, answer, onSend }: TemplateProps<TaskPickerTemplate>): VNode {
  const { heading, text, tasks } = template;
  const [chosen] = selectedOptions(
    answer,
    tasks.map(({ postback }) => postback),
  );
  return (
    <FormPrompt i18n={i18n} title={heading} text={text} isOver={false}>
      <ul class="ask-options">
        {tasks.map(({ title, icon, postback }) => {
          return (
            <li>
              <button
                type="button"
                class={postback === chosen ? 'ask-option picked' : 'ask-option'}
                onClick={() => onSend({ payload: postback.value, renderText: postback.title })}
              >
                {icon && <Thumb class="ask-option-picture" src={icon} />}
                <bdi class="ask-option-words">{title}</bdi>
                {postback === chosen && <span class="sr"> ({strings.chosen})</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </FormPrompt>
  );
}
