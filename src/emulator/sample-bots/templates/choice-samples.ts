import { picture, type Samples } from './sample.js';

/** Templates to choose from (protocol.md §6.3). */
export const choiceSamples: Samples = (url) => ({
  button: {
    template_type: 'button',
    text: 'How may we deliver your plant?',
    subText: 'You can change this until we pack it.',
    buttons: [
      { type: 'postback', title: 'By bicycle', payload: 'deliver_bicycle' },
      { type: 'postback', title: 'I collect it', payload: 'deliver_collect' },
      { type: 'web_url', title: 'Opening hours', url: 'https://example.com/hours' },
    ],
  },
  quick_replies: {
    template_type: 'quick_replies',
    text: 'Where will it stand?',
    quick_replies: [
      { content_type: 'text', title: 'In the sun', payload: 'place_sun', image_url: picture(url) },
      { content_type: 'text', title: 'In the shade', payload: 'place_shade' },
      { content_type: 'text', title: 'I do not know', payload: 'place_unknown' },
    ],
  },
  'quick_replies stacked': {
    template_type: 'quick_replies',
    text: 'And how often can you water it?',
    stackedButtons: true,
    quick_replies: [
      { content_type: 'postback', title: 'Every day', payload: 'water_daily' },
      { content_type: 'postback', title: 'Once a week', payload: 'water_weekly' },
      { content_type: 'url', title: 'Read about watering', url: 'https://example.com/water' },
    ],
  },
  'quick_replies above': {
    template_type: 'quick_replies',
    text: 'What may it cost?',
    inline: false,
    quick_replies: [
      { content_type: 'text', title: 'Up to € 10', payload: 'price_10' },
      { content_type: 'text', title: 'Up to € 30', payload: 'price_30' },
      { content_type: 'text', title: 'Up to € 50', payload: 'price_50' },
      { content_type: 'text', title: 'As much as it takes', payload: 'price_any' },
    ],
  },
  quick_replies_welcome: {
    template_type: 'quick_replies_welcome',
    text: 'Welcome to the plant shop',
    quick_replies: [
      { content_type: 'text', title: 'Find a plant', payload: 'find' },
      { content_type: 'text', title: 'Help with a plant', payload: 'help' },
    ],
  },
  dropdown_template: {
    template_type: 'dropdown_template',
    heading: 'Pick a pot size',
    label: 'Size',
    placeholder: 'Please choose',
    submitButtonText: 'Take it',
    elements: [
      { title: 'Small, 9 cm', value: 'pot_9' },
      { title: 'Medium, 14 cm', value: 'pot_14' },
      { title: 'Large, 21 cm', value: 'pot_21' },
    ],
  },
  multi_select: {
    template_type: 'multi_select',
    heading: 'What shall we send along?',
    selectAllText: 'All of it',
    elements: [
      { title: 'Fertiliser', value: 'fertiliser', description: 'For half a year' },
      { title: 'Saucer', value: 'saucer' },
      { title: 'Care card', value: 'card' },
    ],
    buttons: [{ title: 'Done' }],
  },
  advanced_multi_select: {
    template_type: 'advanced_multi_select',
    heading: 'Plants for your window',
    description: 'Choose as many as you like.',
    showViewMore: true,
    limit: 2,
    elements: [
      {
        collectionTitle: 'Leaves',
        collection: [
          { title: 'Monstera', description: 'Large and easy', value: 'monstera', image_url: picture(url) },
          { title: 'Pilea', description: 'Small and round', value: 'pilea', image_url: picture(url) },
        ],
      },
      { collectionTitle: 'Flowers', collection: [{ title: 'Orchid', description: 'Loves baths', value: 'orchid' }] },
    ],
    buttons: [{ title: 'Add to basket' }],
  },
  radioOptionTemplate: {
    template_type: 'radioOptionTemplate',
    heading: 'Wrapping',
    submitButtonText: 'Confirm',
    radioOptions: [
      { title: 'Paper', value: 'Free', postback: { title: 'Paper, please', value: 'wrap_paper' } },
      { title: 'Gift box', value: '€ 4', postback: { title: 'A gift box', value: 'wrap_box' } },
    ],
  },
  taskPickerTemplate: {
    template_type: 'taskPickerTemplate',
    heading: 'What can we do for you?',
    tasks: [
      { title: 'Track an order', icon: picture(url), postback: { title: 'Track an order', value: 'track' } },
      { title: 'Return a plant', postback: { title: 'Return a plant', value: 'return' } },
    ],
  },
  'feedback star': {
    template_type: 'feedbackTemplate',
    view: 'star',
    text: 'How did we do?',
    messageTodisplay: 'Thank you!',
    starArrays: [1, 2, 3, 4, 5].map((value) => ({ starId: String(value), value })),
  },
  'feedback emojis': {
    template_type: 'feedbackTemplate',
    view: 'emojis',
    text: 'How do you feel about your plant?',
    smileyArrays: ['Sad', 'So so', 'Fine', 'Good', 'Great'].map((reviewText, i) => ({
      smileyId: String(i + 1),
      value: i + 1,
      reviewText,
    })),
  },
  'feedback csat': {
    template_type: 'feedbackTemplate',
    view: 'CSAT',
    text: 'Were you content with this chat?',
    smileyArrays: ['Not at all', 'A little', 'Half', 'Mostly', 'Fully'].map((reviewText, i) => ({
      smileyId: String(i + 1),
      value: i + 1,
      reviewText,
    })),
  },
  'feedback nps': {
    template_type: 'feedbackTemplate',
    view: 'NPS',
    text: 'How likely is it that you tell a friend about us?',
    numbersArrays: Array.from({ length: 11 }, (_, i) => ({
      numberId: i,
      value: i,
      color: i < 7 ? '#b3261e' : '#0b6e69',
    })),
  },
  'feedback thumbs': {
    template_type: 'feedbackTemplate',
    view: 'ThumbsUpDown',
    text: 'Was this answer of use?',
    thumpsUpDownArrays: [
      { thumpUpId: 'positive', value: 'yes', reviewText: 'Yes' },
      { thumpUpId: 'negative', value: 'no', reviewText: 'No' },
    ],
  },
  like_dislike: { template_type: 'like_dislike', text: 'Was that right?' },
});
