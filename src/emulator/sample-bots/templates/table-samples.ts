import { picture, type Samples } from './sample.js';

/** Tables and charts (protocol.md §6.5). */
export const tableSamples: Samples = (url) => ({
  table: {
    template_type: 'table',
    text: 'Prices in euro',
    table_design: 'regular',
    columns: [['Plant'], ['Small', 'right'], ['Large', 'right']],
    elements: [{ Values: ['Monstera', 12, 48] }, { Values: ['Pilea', 6, 19] }, { Values: ['Orchid', 14, 31] }],
  },
  'table responsive': {
    template_type: 'table',
    text: 'Prices in euro',
    table_design: 'responsive',
    columns: [['Plant'], ['Small', 'right'], ['Large', 'right']],
    elements: [{ Values: ['Monstera', 12, 48] }, { Values: ['Pilea', 6, 19] }],
  },
  custom_table: {
    template_type: 'custom_table',
    text: 'Your orders',
    table_design: 'regular',
    columns: [['Order'], ['State'], ['']],
    elements: [
      {
        Values: [
          ['1042', 'text'],
          ['On its way', 'text'],
          ['Track', 'button', { type: 'postback', title: 'Track 1042', payload: 'track_1042' }],
        ],
      },
      {
        Values: [
          ['1017', 'text'],
          ['Delivered', 'text'],
          ['Invoice', 'button', { type: 'web_url', title: 'Invoice', url: 'https://example.com/1017' }],
        ],
      },
    ],
  },
  mini_table: {
    template_type: 'mini_table',
    text: 'Care in short',
    layout: 'horizontal',
    elements: [
      {
        primary: [['Monstera'], ['weekly', 'right']],
        additional: [
          ['Light', 'half shade'],
          ['Water', 'little'],
        ],
      },
      {
        primary: [['Orchid'], ['a bath', 'right']],
        additional: [
          ['Light', 'bright'],
          ['Water', 'every 10 days'],
        ],
      },
    ],
  },
  tableList: {
    template_type: 'tableList',
    title: 'Your account',
    headerOptions: { type: 'text', text: 'This month' },
    elements: [
      {
        sectionHeader: 'Orders',
        sectionHeaderDesc: 'Two',
        rowItems: [
          {
            title: {
              type: 'text',
              text: { title: 'Monstera', subtitle: 'Large' },
              image: { image_type: 'image', image_src: picture(url), radius: 8, size: 'medium' },
            },
            value: { type: 'text', text: '€ 48', layout: { align: 'right', color: '#0b6e69' } },
            default_action: { type: 'postback', title: 'Order 1042', payload: 'order_1042' },
          },
          {
            title: { type: 'url', url: { link: 'https://example.com/1017', title: 'Pilea', subtitle: 'Small' } },
            value: { type: 'url', url: { link: 'https://example.com/1017', title: 'Invoice' } },
          },
        ],
      },
    ],
  },
  piechart: {
    template_type: 'piechart',
    text: 'What people buy',
    pie_type: 'regular',
    elements: [
      { title: 'Leaves', value: '52', displayValue: '52 %' },
      { title: 'Flowers', value: '31', displayValue: '31 %' },
      { title: 'Pots', value: '17', displayValue: '17 %' },
    ],
  },
  'piechart donut': {
    template_type: 'piechart',
    text: 'What people buy',
    pie_type: 'donut',
    elements: [
      { title: 'Leaves', value: 52, displayValue: '52 %' },
      { title: 'Flowers', value: 31, displayValue: '31 %' },
      { title: 'Pots', value: 17, displayValue: '17 %' },
    ],
  },
  'piechart legend': {
    template_type: 'piechart',
    text: 'What people buy',
    pie_type: 'donut_legend',
    elements: [
      { title: 'Leaves', value: 52, displayValue: '52 %', subTitle: 'mostly Monstera' },
      { title: 'Flowers', value: 48, displayValue: '48 %', subTitle: 'mostly orchids' },
    ],
  },
  barchart: {
    template_type: 'barchart',
    text: 'Plants sold',
    direction: 'vertical',
    X_axis: ['March', 'April', 'May'],
    auto_adjust_X_axis: 'yes',
    elements: [
      { title: 'Leaves', values: [120, 180, 260], displayValues: ['120', '180', '260'] },
      { title: 'Flowers', values: [90, 140, 210], displayValues: ['90', '140', '210'] },
    ],
  },
  'barchart horizontal': {
    template_type: 'barchart',
    text: 'Plants sold',
    direction: 'horizontal',
    X_axis: ['March', 'April', 'May'],
    elements: [{ title: 'Leaves', values: [120, 180, 260] }],
  },
  'barchart stacked': {
    template_type: 'barchart',
    text: 'Plants sold',
    direction: 'vertical',
    stacked: true,
    X_axis: ['March', 'April', 'May'],
    elements: [
      { title: 'Leaves', values: [120, 180, 260] },
      { title: 'Flowers', values: [90, 140, 210] },
    ],
  },
  linechart: {
    template_type: 'linechart',
    text: 'Height of your Monstera in cm',
    X_axis: ['March', 'April', 'May', 'June'],
    elements: [
      { title: 'This year', values: [40, 44, 53, 61], displayValues: ['40 cm', '44 cm', '53 cm', '61 cm'] },
      { title: 'Last year', values: [22, 25, 31, 38] },
    ],
  },
});
