import { expect, it } from 'vitest';
import { testClient } from '../support/test-client.js';

it('request() calls the platform with the token, even without a connection', async () => {
  const { client, platform } = testClient();
  const seen: unknown[] = [];
  platform.instead.start = ({ method, headers, body }) => {
    seen.push(method, headers.get('authorization'), body);
    return { fine: true };
  };
  expect(await client.request('1.1/rtm/start', { body: { a: 1 } })).toEqual({ fine: true });
  expect(seen).toEqual(['POST', expect.stringMatching(/^bearer CnRy/), { a: 1 }]);
});

it('request() rejects with an error that names the path and not the token', async () => {
  const { client } = testClient();
  const error = await client.request('websdkthemes/st-1/activetheme').catch((error: Error) => error);
  expect(error).toMatchObject({ code: 'XO_HTTP_BODY', status: 404 });
  expect(String(error)).toMatch(/^HttpError: unable to request websdkthemes\/st-1\/activetheme; the answer was 404/);
});
