import type { ListViewElement } from '../../../protocol/templates/index.js';
import { picture, type Samples } from './sample.js';

/** Lists, cards and carousels (protocol.md §6.3, §6.5). */
export const listSamples: Samples = (url) => ({
  list: {
    template_type: 'list',
    text: 'Our favourites',
    elements: [
      {
        title: 'Monstera',
        subtitle: 'Large and easy',
        image_url: picture(url),
        default_action: { type: 'web_url', title: 'Monstera', url: 'https://example.com/monstera' },
        buttons: [{ type: 'postback', title: 'Buy Monstera', payload: 'buy_monstera' }],
      },
      { title: 'Pilea', subtitle: 'Small and round', image_url: picture(url) },
      {
        title: 'Orchid',
        subtitle: 'Loves baths',
        default_action: { type: 'postback', title: 'Orchid', payload: 'orchid' },
      },
      { title: 'Aloe', subtitle: 'Asks for nothing' },
    ],
    buttons: [{ type: 'postback', title: 'View more', payload: 'more_plants' }],
  },
  // Each element has an action, because older web SDKs read it without a check.
  listView: {
    template_type: 'listView',
    heading: 'Plants on offer',
    seeMore: true,
    moreCount: 3,
    elements: [
      offer('Monstera', 'Large', '€ 48', url),
      offer('Pilea', 'Small', '€ 6', url),
      offer('Orchid', 'White', '€ 31', url),
    ],
    buttons: [{ title: 'See more' }],
    moreData: {
      Leaves: [offer('Aloe', 'Small', '€ 9', url)],
      Flowers: [offer('Anthurium', 'Red', '€ 15', url)],
    },
  },
  carousel: {
    template_type: 'carousel',
    elements: [
      {
        title: 'Monstera',
        subtitle: 'Large and easy',
        image_url: picture(url),
        default_action: { type: 'web_url', title: 'Monstera', url: 'https://example.com/monstera' },
        buttons: [
          { type: 'postback', title: 'Buy', payload: 'buy_monstera' },
          { type: 'web_url', title: 'Read', url: 'https://example.com/monstera' },
        ],
      },
      {
        title: 'Pilea',
        subtitle: 'Small and round',
        buttons: [{ type: 'postback', title: 'Buy', payload: 'buy_pilea' }],
      },
      {
        title: 'Orchid',
        subtitle: 'Loves baths',
        buttons: [{ type: 'postback', title: 'Buy', payload: 'buy_orchid' }],
      },
    ],
  },
  'carousel stacked': {
    template_type: 'carousel',
    carousel_type: 'stacked',
    elements: [
      {
        topSection: { title: 'Monstera' },
        middleSection: { description: 'Large and easy, likes half shade' },
        bottomSection: { title: '€ 48', description: 'in stock' },
        buttons: [{ type: 'postback', title: 'Buy', payload: 'buy_monstera' }],
      },
      {
        topSection: { title: 'Pilea' },
        middleSection: { description: 'Small and round' },
        bottomSection: { title: '€ 6', description: 'three left' },
        buttons: [{ type: 'postback', title: 'Buy', payload: 'buy_pilea' }],
      },
    ],
  },
  cardTemplate: {
    template_type: 'cardTemplate',
    cards: [
      {
        cardHeading: { title: 'Order 1042', description: 'On its way', icon: picture(url) },
        cardDescription: [{ title: 'Monstera, large', icon: picture(url) }, { title: 'Arrives tomorrow' }],
        buttons: [
          { type: 'postback', title: 'Track', payload: 'track_1042' },
          { type: 'web_url', title: 'Invoice', value: 'https://example.com/1042' },
        ],
      },
    ],
  },
  'cardTemplate modern': {
    template_type: 'cardTemplate',
    cardViewType: 'modern',
    cards: {
      cardHeading: { title: 'Your deliveries' },
      cardDescription: [
        {
          topSection: { title: 'Monstera', details: { title: 'Tomorrow' } },
          middleSection: { title: 'By bicycle' },
          bottomSection: { title: 'Order 1042', details: { title: '€ 48' } },
          actions: { type: 'postback', title: 'Track 1042', payload: 'track_1042' },
        },
      ],
    },
  },
  'cardTemplate details': {
    template_type: 'cardTemplate',
    cardViewType: 'details',
    cards: {
      cardDescription: [
        {
          topSection: { title: 'Order 1042', subTitle: 'Paid' },
          middleSection: {
            items: [
              { title: 'Plant', value: 'Monstera' },
              { title: 'Size', value: 'Large' },
            ],
          },
          bottomSection: { items: [{ title: 'Total', value: '€ 48' }] },
        },
      ],
      buttonActions: [
        { type: 'postback', title: 'Cancel it', payload: 'cancel_1042' },
        {
          type: 'slider',
          title: 'More',
          sliderTitle: 'Order 1042',
          sliderInfo: [
            {
              topSection: { title: 'Delivery' },
              middleSection: { items: [{ title: 'Day', value: 'Tomorrow' }] },
              moreInfo: [{ title: 'Parts', items: [{ name: 'Pot', description: 'Clay', value: '€ 5' }] }],
            },
          ],
        },
      ],
    },
  },
  listWidget: {
    template_type: 'listWidget',
    title: 'To water today',
    description: 'Two of your plants',
    headerOptions: { type: 'text', text: 'Today' },
    elements: [
      {
        title: 'Monstera',
        subtitle: 'Living room',
        image: { image_type: 'image', image_src: picture(url), size: 'medium' },
        value: { type: 'text', text: '200 ml', layout: { align: 'right' } },
        details: [{ description: 'Last watered a week ago' }],
        buttonsLayout: { displayLimit: { count: 2 }, style: 'float' },
        buttons: [
          { type: 'postback', title: 'Done', payload: 'watered_monstera' },
          { type: 'postback', title: 'Later', payload: 'later_monstera' },
        ],
      },
      {
        title: 'Pilea',
        subtitle: 'Kitchen',
        value: { type: 'button', button: { type: 'postback', title: 'Done', payload: 'watered_pilea' } },
      },
    ],
  },
  advancedListTemplate: {
    template_type: 'advancedListTemplate',
    title: 'Your plants',
    description: 'Three of them',
    isSearchEnabled: true,
    isSortEnabled: true,
    listItemDisplayCount: 2,
    seeMore: true,
    seeMoreTitle: 'All plants',
    seeMoreAction: 'slider',
    listItems: [
      {
        title: 'Monstera',
        description: 'Needs water',
        icon: picture(url),
        view: 'default',
        isAccordian: true,
        isCollapsed: true,
        headerOptions: [{ type: 'text', value: 'Today', isStatus: true }],
        textInformation: [{ title: 'Living room' }],
        buttons: [{ type: 'postback', title: 'Watered', payload: 'watered_monstera' }],
      },
      {
        title: 'Extras',
        view: 'options',
        optionsData: [
          { id: 'fertiliser', type: 'checkbox', label: 'Fertiliser', value: 'fertiliser' },
          { id: 'saucer', type: 'checkbox', label: 'Saucer', value: 'saucer' },
        ],
        buttons: [
          { title: 'Add', btnType: 'confirm' },
          { title: 'Leave it', btnType: 'cancel' },
        ],
      },
      {
        title: 'Care',
        view: 'table',
        type: 'column',
        tableListData: [
          {
            rowData: [
              { title: 'Light', description: 'Bright' },
              { title: 'Water', description: 'Little' },
            ],
          },
        ],
      },
    ],
  },
  advancedMultiListTemplate: {
    template_type: 'advancedMultiListTemplate',
    seeMore: true,
    seeMoreTitle: 'See more',
    listItemDisplayCount: 2,
    listItems: [
      { title: 'Living room', subListItems: [{ title: 'Monstera', description: 'Needs water', icon: picture(url) }] },
      {
        title: 'Kitchen',
        subListItems: [{ title: 'Pilea', buttons: [{ type: 'postback', title: 'Watered', payload: 'watered_pilea' }] }],
      },
    ],
  },
  articleTemplate: {
    template_type: 'articleTemplate',
    showmore: true,
    seeMoreTitle: 'All articles',
    displayLimit: 1,
    elements: [
      {
        title: 'Watering with sense',
        description: 'Most plants drown. How to let yours live.',
        icon: picture(url),
        createdOn: '2 May',
        updatedOn: '9 May',
        button: { type: 'web_url', title: 'Read', url: 'https://example.com/watering' },
      },
      { title: 'Light', description: 'What a north window can do.' },
    ],
  },
  checkListTemplate: {
    template_type: 'checkListTemplate',
    title: 'Repotting',
    displayLimit: 2,
    elements: [
      {
        id: 'soil',
        title: 'Fresh soil',
        taskProgress: '70%',
        progressStyles: { fillColor: '#0b6e69', background: '#e4f1ef', textcolor: '#0f2e2c' },
        subInformation: [{ title: 'Needs', value: '5 litres' }],
        subElements: [{ title: 'Fill the pot', values: [{ title: 'Time', value: '5 min' }] }],
      },
      {
        id: 'water',
        title: 'Water it well',
        default_action: { type: 'postback', title: 'Done', payload: 'step_done' },
      },
    ],
  },
});

function offer(title: string, subtitle: string, value: string, url: string): ListViewElement {
  const default_action = { type: 'postback', title, payload: title.toLowerCase() };
  return { title, subtitle, value, image_url: picture(url), default_action };
}
