import type { WireMessage } from '../../../src/protocol/inbound.js';
import { fixtureFiles, templateFixtures } from '../../../test/fixtures/templates/template-fixtures.js';
import { withTexts } from '../../../test/support/with-texts.js';

const text = (body: string): WireMessage => ({ type: 'text', cInfo: { body } });

const component = (type: string, payload: unknown, more: object = {}): WireMessage => {
  const whole = { type, payload, ...more };
  return { type: 'text', component: whole, cInfo: { body: JSON.stringify(whole) } };
};

const template = (payload: Record<string, unknown>): WireMessage =>
  component('template', { type: 'template', payload });

/** All samples except the sign that the bot is still working, which is not a message. */
const SAMPLES = fixtureFiles()
  .filter((file) => file !== 'wait_for_response')
  .flatMap((file) => Object.values(templateFixtures(file)));

/** Each payload is put into every `TURNS`-th template, so that `TURNS` payloads cover all templates. */
export const TURNS = 6;

/** Returns some of the samples with each text replaced by the payload. */
export function hostileTemplates(payload: string, turn: number): WireMessage[] {
  return SAMPLES.filter((_, index) => index % TURNS === turn % TURNS).map((sample) => {
    // A sample is a payload, or a component if the template needs more than a payload.
    const { type, payload: inner, ...more } = sample.template_type ? { type: 'template', payload: sample } : sample;
    const whole = withTexts({ ...more, payload: type === 'template' ? { type, payload: inner } : inner }, payload);
    const { payload: hostile, ...rest } = whole as { payload: unknown };
    return component(String(type), hostile, rest);
  });
}

/** Returns the payload in all kinds of content: text, markdown, HTML, addresses, and the fields of components and templates. */
export function hostileItems(payload: string): WireMessage[] {
  const media = { url: payload, name: payload, title: payload, text: payload, fileName: payload };
  const actions = ['web_url', 'url', 'postback', 'text', payload].map((type) => ({
    type,
    title: payload,
    url: payload,
    fallback_url: payload,
    payload,
    value: payload,
    image_url: payload,
  }));
  return [
    text(payload),
    text(
      `**${payload}** *${payload}* \`${payload}\`\n\n- ${payload}\n> ${payload}\n\n# ${payload}\n\n#h1 ${payload}\n\n>> ${payload}`,
    ),
    text(
      `|a|b|\n|-|-|\n|${payload}|${payload}|\n\n<div>${payload}</div>\n\n\\d(${payload})\n\n\`\`\`${payload}\n${payload}`,
    ),
    text(`[x](${payload}) [x](<${payload}>) ![x](${payload}) <${payload}> [x][y]\n\n[y]: ${payload} "${payload}"`),
    text(
      `<a href="${payload}" title='${payload}'>x</a> <img alt="${payload}" src="${payload}"> <p ${payload}>x</p> <td ${payload}`,
    ),
    component('text', { text: payload }),
    component('error', { text: payload, color: payload }),
    component('message', { text: payload, audioUrl: payload, videoUrl: payload }),
    ...['image', 'audio', 'video', 'link', 'file', payload].map((type) => component(type, media)),
    component('text', { text: payload }, { formData: { formLink: payload, renderType: payload } }),
    template({ template_type: 'button', text: payload, buttons: actions }),
    template({ template_type: 'quick_replies', text: payload, quick_replies: actions }),
    template({
      template_type: 'list',
      heading: payload,
      elements: [{ ...media, subtitle: payload, image_url: payload, default_action: actions[0], buttons: actions }],
    }),
    template({
      template_type: 'table',
      text: payload,
      columns: [[payload, payload]],
      elements: [{ Values: [payload, payload] }],
    }),
    template({
      template_type: payload,
      heading: payload,
      description: payload,
      image_src: payload,
      items: [media],
      actions,
    }),
  ];
}
