/** Sample templates, in the form in which a bot sends them. */
export const SAMPLES: Readonly<Record<string, object>> = {
  'Quick replies': {
    template_type: 'quick_replies',
    text: 'What can I do for you?',
    quick_replies: [
      { content_type: 'text', title: 'Opening hours', payload: 'hours' },
      { content_type: 'text', title: 'My order', payload: 'order' },
    ],
  },
  Buttons: {
    template_type: 'button',
    text: 'Which one?',
    buttons: [
      { type: 'postback', title: 'The small one', payload: 'small' },
      { type: 'postback', title: 'The large one', payload: 'large' },
    ],
  },
  Table: {
    template_type: 'table',
    text: 'Your orders',
    columns: [['Number'], ['State']],
    elements: [{ Values: ['4711', 'on its way'] }, { Values: ['4712', 'delivered'] }],
  },
};
