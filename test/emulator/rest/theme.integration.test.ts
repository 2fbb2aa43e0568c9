import { afterEach, expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/index.js';
import { call, emulators, PlatformUser } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

test('serves a theme of both versions for this bot, and loads nothing from elsewhere', async () => {
  const emulator = await started.start({ bot: { name: 'Gardener', id: 'st-1' } });
  const { auth } = await PlatformUser.of(emulator);
  const { status, body } = await call(`${emulator.apiUrl}websdkthemes/st-1/activetheme`, { headers: auth });
  expect(status).toBe(200);
  expect(body).toMatchObject({ activeTheme: true, v3: { header: { title: { name: 'Gardener' } } } });
  // The sections of protocol.md §1.7.
  expect(Object.keys(body.v3 as object)).toEqual(
    expect.arrayContaining([
      'general',
      'chat_bubble',
      'welcome_screen',
      'header',
      'footer',
      'body',
      'widget_panel',
      'override_kore_config',
    ]),
  );
  expect(Object.keys(body)).toEqual(
    expect.arrayContaining(['generalAttributes', 'botMessage', 'userMessage', 'widgetHeader', 'widgetBody', 'buttons']),
  );
  expect(JSON.stringify(body)).not.toMatch(/https?:/);
});

test('needs a token and the right bot', async () => {
  const emulator = await started.start();
  const { auth } = await PlatformUser.of(emulator);
  expect(await call(`${emulator.apiUrl}websdkthemes/${emulator.bot.id}/activetheme`)).toMatchObject({ status: 401 });
  expect(await call(`${emulator.apiUrl}websdkthemes/st-2/activetheme`, { headers: auth })).toMatchObject({
    status: 400,
  });
});
