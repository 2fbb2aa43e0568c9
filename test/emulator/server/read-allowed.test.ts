import { expect, test } from 'vitest';
import { readAllowedHosts, readAllowedOrigins } from '../../../src/emulator/server/read-allowed.js';

test('takes origins as browsers write them', () => {
  const origins = ['https://shop.example', 'http://192.168.0.7:5173', 'capacitor://localhost', 'http://[fd00::7]'];
  expect(readAllowedOrigins(origins)).toEqual(origins);
});

test.each<[unknown, string]>([
  ['https://shop.example', 'allowedOrigins must be a list of texts'],
  [[7], 'allowedOrigins must be a list of texts'],
  [['*'], 'has the wildcard "*"'],
  [['https://*.example'], 'has the wildcard'],
  [['null'], 'the origin of every sandboxed frame'],
  [['shop.example'], 'which is not an origin'],
  [['https://shop.example/'], 'which browsers write as "https://shop.example"'],
  [['https://Shop.example:443'], 'which browsers write as "https://shop.example"'],
  [[''], 'which is not an origin'],
])('refuses the origins %j: %s', (origins, why) => {
  expect(() => readAllowedOrigins(origins)).toThrow(TypeError);
  expect(() => readAllowedOrigins(origins)).toThrow(why);
});

test('takes hosts without a port, in whatever case', () => {
  expect(readAllowedHosts(['Box.Local', '192.168.0.7', 'fe80::1', '[fd00:0::7]', 'box.example.'])).toEqual([
    'box.local',
    '192.168.0.7',
    'fe80::1',
    'fd00::7',
    'box.example',
  ]);
});

test.each<[unknown, string]>([
  ['box.local', 'allowedHosts must be a list of texts'],
  [['http://box.local'], 'which is not a host name'],
  [['box.local:4100'], 'which is not a host name'],
  [['*.local'], 'which is not a host name'],
  [['box.local/path'], 'which is not a host name'],
  [[''], 'which is not a host name'],
])('refuses the hosts %j: %s', (hosts, why) => {
  expect(() => readAllowedHosts(hosts)).toThrow(TypeError);
  expect(() => readAllowedHosts(hosts)).toThrow(why);
});
