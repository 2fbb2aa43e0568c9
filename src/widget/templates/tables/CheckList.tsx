import { Component, type VNode } from 'preact';
import type { CheckListElement, CheckListTemplate } from '../../../protocol/templates/index.js';
import { ActionButton } from '../ActionButton.js';
import type { TemplateProps } from '../draw-template.js';
import { TemplateText } from '../shared/TemplateText.js';
import { Thumb } from '../shared/Thumb.js';
import { toAction } from '../to-action.js';

/** Draws tasks with their progress, details and subtasks. */
export class CheckList extends Component<TemplateProps<CheckListTemplate>, { showsAll?: boolean }> {
  readonly #showAll = () => this.setState({ showsAll: true });

  render(props: TemplateProps<CheckListTemplate>): VNode {
    const { template, i18n, strings } = props;
    const { title, heading, text, elements, displayLimit = 0 } = template;
    const name = title ?? heading ?? text;
    const shown = this.state.showsAll || displayLimit < 1 ? elements : elements.slice(0, displayLimit);
    return (
      <div class="entries" part="list">
        {name && (
          <div class="entries-head">
            <TemplateText class="entry-name" text={name} i18n={i18n} />
          </div>
        )}
        <ul>
          {shown.map((element) => (
            <li class="task">
              <Task {...props} element={element} />
            </li>
          ))}
        </ul>
        {shown.length < elements.length && (
          <button type="button" class="quiet" onClick={this.#showAll}>
            {strings.showMore}
          </button>
        )}
      </div>
    );
  }
}

interface TaskProps extends TemplateProps<CheckListTemplate> {
  element: CheckListElement;
}

function Task(props: TaskProps): VNode {
  const { element, strings, answer, onSend } = props;
  const { title, taskProgress, subInformation = [], subElements = [], default_action: raw } = element;
  const percent = Number.parseFloat(taskProgress ?? '');
  const action = raw && toAction(raw, 'checkListTemplate', title);
  const head = (
    <>
      <bdi class="entry-name">{title}</bdi>
      {taskProgress && <bdi class="entry-value">{taskProgress}</bdi>}
    </>
  );
  return (
    <>
      {subElements.length > 0 ? (
        <details>
          <summary class="task-head">{head}</summary>
          <ul class="task-parts">
            {subElements.map((part) => (
              <li class="entry">
                <TaskPart {...props} part={part} />
              </li>
            ))}
          </ul>
        </details>
      ) : (
        <div class="task-head">{head}</div>
      )}
      {Number.isFinite(percent) && (
        <progress
          class="task-progress"
          max={100}
          value={Math.min(Math.max(percent, 0), 100)}
          aria-label={strings.progress}
        />
      )}
      {subInformation.length > 0 && (
        <dl class="task-facts">
          {subInformation.map(({ title: name, value }) => (
            <div>
              <dt>
                <bdi>{name}</bdi>
              </dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {action && (
        <ActionButton action={action} strings={strings} answer={answer} class="quiet cell-action" onSend={onSend} />
      )}
    </>
  );
}

interface TaskPartProps extends TaskProps {
  part: NonNullable<CheckListElement['subElements']>[number];
}

function TaskPart({ part, strings, answer, onSend }: TaskPartProps): VNode {
  const { title, values = [], rightContent, default_action: own } = part;
  const actions = [own, rightContent?.default_action].map((raw) => raw && toAction(raw, 'checkListTemplate', title));
  return (
    <>
      <span class="entry-words">
        {title && <bdi>{title}</bdi>}
        {values.map(({ title: name, icon, value }) => {
          return (
            <span class="entry-more">
              {icon && <Thumb class="entry-icon" src={icon} />}
              <bdi>{[name, value].filter(Boolean).join(': ')}</bdi>
            </span>
          );
        })}
      </span>
      {actions.map(
        (action) =>
          action && (
            <ActionButton action={action} strings={strings} answer={answer} class="quiet cell-action" onSend={onSend} />
          ),
      )}
    </>
  );
}
