import type { ComponentChild, VNode } from 'preact';
import type { SendInput } from '../../../client/chat-client.js';
import type { FeedbackTemplate } from '../../../protocol/templates/index.js';
import type { TemplateStrings } from '../../i18n/template-strings.js';
import { formatColour, readColour } from '../../store/colour.js';
import type { TemplateProps } from '../draw-template.js';
import { range } from '../shared/range.js';
import { FormPrompt } from './FormPrompt.js';
import { Face, Thumb } from './faces.js';

/** One grade of a rating scale. */
export interface Grade {
  /** Content of the button. */
  readonly sign: ComponentChild;
  /** Meaning of the grade, if the sign alone does not show it. */
  readonly name?: string | undefined;
  /** True if the name is shown below the sign. */
  readonly isNamed?: boolean;
  readonly colour?: string | undefined;
  readonly input: SendInput;
}

const STARS = [1, 2, 3, 4, 5].map((value) => ({ value }));
const NUMBERS = range(11).map((numberId) => ({ numberId, color: undefined }));

/** Asks for a rating. A press on a grade sends it at once. */
export function Feedback({ template, i18n, strings, answers, onSend }: TemplateProps<FeedbackTemplate>): VNode {
  const { text, view, messageTodisplay } = template;
  const grades = gradesOf(template, strings);
  // Compares the shown text only, because all scales send similar values.
  const indexOf = (answer: string) =>
    grades.findIndex(({ input }) => (input.renderText ?? input.payload) === answer.trim());
  const chosen = answers.map(indexOf).find((index) => index >= 0) ?? -1;
  const isOver = chosen >= 0;
  return (
    <FormPrompt i18n={i18n} title={text} isOver={isOver}>
      <div class={`grades ${view.toLowerCase()}`}>
        {grades.map(({ sign, name, isNamed, colour, input }, index) => (
          <button
            type="button"
            class={isLit(view, index, chosen) ? 'grade picked' : 'grade'}
            aria-label={name}
            aria-pressed={isOver ? index === chosen : undefined}
            onClick={() => onSend(input)}
          >
            <span class="grade-sign" style={colour ? { borderBlockEndColor: colour } : {}}>
              {sign}
            </span>
            {isNamed && name && <bdi class="grade-name">{name}</bdi>}
          </button>
        ))}
      </div>
      {isOver && messageTodisplay && (
        <p class="ask-text" role="status" dir="auto">
          {messageTodisplay}
        </p>
      )}
    </FormPrompt>
  );
}

/** Of stars, all up to the chosen one are lit. */
const isLit = (view: string, index: number, chosen: number) => (view === 'star' ? index <= chosen : index === chosen);

/** Returns the grades of the scale and what each of them sends (docs/protocol.md §6.3). */
export function gradesOf(template: FeedbackTemplate, strings: TemplateStrings): Grade[] {
  switch (template.view) {
    case 'star': {
      const stars = template.starArrays ?? STARS;
      return stars.map(({ value }, index) => ({
        sign: '★',
        name: strings.stars(index + 1, stars.length),
        // The platform's own client shows a value as the user's message only if it is a string, not a number.
        input: { payload: String(value), ...(typeof value === 'string' && { renderText: value }) },
      }));
    }
    case 'NPS':
      return (template.numbersArrays ?? NUMBERS).map(({ numberId, color }) => {
        const number = String(numberId);
        const colour = readColour(color);
        return {
          sign: number,
          colour: colour && formatColour(colour),
          input: { payload: number, renderText: number },
        };
      });
    case 'ThumbsUpDown':
      return (template.thumpsUpDownArrays ?? []).map(({ thumpUpId, value, reviewText }, index) => ({
        sign: (
          <Thumb
            isUp={/pos|up|yes/i.test(String(thumpUpId)) || (index === 0 && !/neg|down|no/i.test(String(thumpUpId)))}
          />
        ),
        name: reviewText ?? String(value),
        isNamed: reviewText !== undefined,
        input: reviewed(value, reviewText),
      }));
    default: {
      const smileys = template.smileyArrays ?? [];
      return smileys.map(({ value, reviewText }, index) => ({
        sign: <Face mood={smileys.length > 1 ? index / (smileys.length - 1) : 1} />,
        name: reviewText ?? String(value),
        isNamed: reviewText !== undefined,
        input: reviewed(value, reviewText),
      }));
    }
  }
}

const reviewed = (value: string | number, reviewText: string | undefined): SendInput => ({
  payload: String(value),
  ...(reviewText !== undefined && { renderText: reviewText }),
});

/** Whether the payload has the grades of its scale, or the scale has default grades. */
export const hasGrades = (template: FeedbackTemplate): boolean =>
  (template.view === 'ThumbsUpDown' && template.thumpsUpDownArrays !== undefined) ||
  ((template.view === 'emojis' || template.view === 'CSAT') && template.smileyArrays !== undefined) ||
  template.view === 'star' ||
  template.view === 'NPS';
