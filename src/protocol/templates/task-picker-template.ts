import { list, named, object, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A list of tasks of the bot (docs/protocol.md §6.3). */
export interface TaskPickerTemplate extends TemplateBase {
  template_type: 'taskPickerTemplate';
  heading?: string;
  tasks: { title: string; icon?: string; postback: { title: string; value: string } }[];
}

export const parseTaskPicker = template<TaskPickerTemplate>(
  {
    template_type: named('taskPickerTemplate'),
    tasks: list(object({ title: text, postback: object({ title: text, value: verbatim }, {}) }, { icon: verbatim })),
  },
  { heading: text },
);
