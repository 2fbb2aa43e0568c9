import type { Locator } from 'playwright-core';

/** A template, the keys to use it with, and the `message` that is sent (docs/protocol.md §6.1–§6.4). */
export interface Use {
  readonly file: string;
  readonly name?: string;
  /** Role and name of the control to focus first. */
  readonly at: [role: Parameters<Locator['getByRole']>[0], name: string];
  /** Keys, or texts to type after `:`. */
  readonly keys: readonly string[];
  readonly message: { readonly body: string; readonly renderMsg?: string };
}

// Dates have equal days and months, because the order of their fields depends on the language of the browser.
export const USES: readonly Use[] = [
  {
    file: 'dropdown_template',
    at: ['combobox', 'Size'],
    keys: [':Med', 'Tab', 'Enter'],
    message: { body: 'pot_14', renderMsg: 'Medium, 14 cm' },
  },
  {
    file: 'multi_select',
    at: ['checkbox', 'All of it'],
    keys: ['Space', 'Tab', 'Tab', 'Space', 'Tab', 'Tab', 'Enter'],
    message: { body: 'fertiliser,card', renderMsg: 'Fertiliser,Care card' },
  },
  {
    file: 'advanced_multi_select',
    at: ['checkbox', 'Pilea Small and round'],
    keys: ['Space', 'Tab', 'Space', 'Tab', 'Enter'],
    message: { body: 'Here are selected items: pilea,orchid', renderMsg: 'Here are selected items: Pilea,Orchid' },
  },
  {
    file: 'radioOptionTemplate',
    at: ['radio', 'Paper Free'],
    keys: ['Space', 'ArrowDown', 'Tab', 'Enter'],
    message: { body: 'wrap_box', renderMsg: 'A gift box' },
  },
  {
    file: 'taskPickerTemplate',
    at: ['button', 'Track an order'],
    keys: ['Tab', 'Enter'],
    message: { body: 'return', renderMsg: 'Return a plant' },
  },
  {
    file: 'feedbackTemplate',
    name: 'feedback star',
    at: ['button', '3 of 5 stars'],
    keys: ['Tab', 'Enter'],
    message: { body: '4' },
  },
  {
    file: 'feedbackTemplate',
    name: 'feedback emojis',
    at: ['button', 'Good'],
    keys: ['Enter'],
    message: { body: '4', renderMsg: 'Good' },
  },
  {
    file: 'feedbackTemplate',
    name: 'feedback csat',
    at: ['button', 'Fully'],
    keys: ['Space'],
    message: { body: '5', renderMsg: 'Fully' },
  },
  {
    file: 'feedbackTemplate',
    name: 'feedback nps',
    at: ['button', '9'],
    keys: ['Tab', 'Enter'],
    message: { body: '10', renderMsg: '10' },
  },
  {
    file: 'feedbackTemplate',
    name: 'feedback thumbs',
    at: ['button', 'Yes'],
    keys: ['Enter'],
    message: { body: 'yes', renderMsg: 'Yes' },
  },
  {
    file: 'form_template',
    at: ['textbox', 'Street'],
    keys: [':Sun Lane 1', 'Tab', ':me@example.com', 'Tab', ':s3cr3t', 'Enter'],
    message: {
      body: '{"street":"Sun Lane 1","email":"me@example.com","code":"s3cr3t"}',
      renderMsg: '{"street":"Sun Lane 1","email":"me@example.com","code":"######"}',
    },
  },
  {
    file: 'otpValidationTemplate',
    at: ['textbox', 'Code'],
    keys: [':8361', 'Enter'],
    message: { body: '#8361#', renderMsg: '****' },
  },
  {
    file: 'resetPinTemplate',
    at: ['textbox', 'New PIN'],
    keys: [':7294', 'Tab', 'Tab', ':7294', 'Enter'],
    message: { body: '#7294#', renderMsg: '****' },
  },
  {
    file: 'dateTemplate',
    at: ['textbox', 'Date'],
    keys: [':11112026', 'Enter'],
    message: { body: '11-11-2026', renderMsg: '11-11-2026' },
  },
  {
    file: 'daterange',
    at: ['textbox', 'From'],
    keys: [':11112026', 'TO', ':12122026', 'Enter'],
    message: { body: '2026-11-11 to 2026-12-12', renderMsg: '2026-11-11 to 2026-12-12' },
  },
  {
    file: 'clockTemplate',
    at: ['textbox', 'Time'],
    keys: [':1111A', 'Enter'],
    message: { body: '11:11 AM', renderMsg: '11:11 AM' },
  },
];
