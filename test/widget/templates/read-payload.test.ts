import { describe, expect, it } from 'vitest';
import { readPayload } from '../../../src/widget/templates/read-payload.js';

const read = (payload: { template_type: string; [other: string]: unknown }) =>
  readPayload(payload, payload.template_type);
const texts = (payload: Parameters<typeof read>[0]) =>
  read(payload).lines.map((line) => (line.kind === 'picture' ? line.src : line.text));

describe('readPayload', () => {
  it('reads the texts and actions of a list in their order', () => {
    const payload = {
      template_type: 'list',
      text: 'Our plans',
      elements: [
        {
          title: 'Basic',
          subtitle: 'For one',
          image_url: 'https://a.example/b.png',
          buttons: [{ type: 'postback', title: 'Take it', payload: 'b' }],
        },
        { title: 'Team', default_action: { type: 'web_url', title: 'More', url: 'https://a.example/team' } },
      ],
    };
    expect(texts(payload)).toEqual(['Our plans', 'Basic', 'For one', 'https://a.example/b.png', 'Team']);
    expect(read(payload).lines[1]).toEqual({ kind: 'title', text: 'Basic' });
    expect(read(payload).actions.map(({ kind, title }) => [kind, title])).toEqual([
      ['send', 'Take it'],
      ['open', 'More'],
    ]);
  });

  it('reads the rows of tables', () => {
    expect(
      texts({
        template_type: 'table',
        columns: [['Account', 'left'], ['Sum']],
        elements: [{ Values: ['Savings', 1200] }, { Values: [['Giro', 'text'], '-3'] }],
      }),
    ).toEqual(['Account · Sum', 'Savings · 1200', 'Giro · -3']);
  });

  it('reads the nested texts of a table list', () => {
    expect(
      texts({
        template_type: 'tableList',
        elements: [
          {
            sectionHeader: 'Today',
            rowItems: [{ title: { type: 'text', text: { title: 'Rent', subtitle: 'May' } }, value: { text: '70 €' } }],
          },
        ],
      }),
    ).toEqual(['Today', 'Rent', 'May', '70 €']);
  });

  it('leaves out payloads, styles and addresses, and buttons that only their template can handle', () => {
    const { lines, actions } = read({
      template_type: 'otpValidationTemplate',
      title: 'Enter the code',
      piiReductionChar: '#',
      buttonStyles: { title: 'red' },
      customData: { text: 'internal' },
      otpButtons: [{ title: 'Resend', type: 'resend', payload: 'secret' }],
      buttons: [{ title: 'Submit', type: 'submit' }],
    });
    expect(JSON.stringify({ lines, actions })).not.toMatch(/secret|internal|red|#/);
    expect(actions).toEqual([]);
  });

  it('leaves out a repeated text', () => {
    expect(texts({ template_type: 'x', heading: 'Same', title: 'Same', text: 'Other' })).toEqual(['Same', 'Other']);
  });

  it('leaves out pictures with unsafe addresses', () => {
    expect(texts({ template_type: 'x', image_url: 'javascript:alert(1)', title: 'T' })).toEqual(['T']);
  });
});
