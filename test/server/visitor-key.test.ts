import { describe, expect, it } from 'vitest';
import { visitorKey } from '../../src/server/visitor-key.js';

/** The forms in which a proxy or a socket may write an address, with a port that changes with each connection. */
const V4_FORMS = [
  '203.0.113.7',
  ' 203.0.113.7\t',
  '203.0.113.7:50000',
  '203.0.113.7:443',
  '"203.0.113.7"',
  '"203.0.113.7:50001"',
  '203.0.113.7:_obfuscated',
  '[203.0.113.7]:50002',
  '::ffff:203.0.113.7',
  '::FFFF:203.0.113.7',
  '::ffff:203.0.113.7:50003',
  '[::ffff:203.0.113.7]:50004',
  '0:0:0:0:0:ffff:203.0.113.7',
  '0000:0000:0000:0000:0000:ffff:cb00:7107',
  '::ffff:cb00:7107',
  '::ffff:cb00:7107%eth0',
  '[::ffff:cb00:7107]:50005',
  '::ffff:cb00:7107:50006',
  '::203.0.113.7',
  '::ffff:0:203.0.113.7',
  '::ffff:0:cb00:7107',
  '64:ff9b::203.0.113.7',
  '64:ff9b::cb00:7107',
  '[64:ff9b::cb00:7107]:50007',
  '2002:cb00:7107::1',
  '2002:cb00:7107:beef::1',
  'for=203.0.113.7',
  'For="203.0.113.7:50008"',
  'for=203.0.113.7;proto=https;by=10.0.0.1',
  'proto=https;by="[2001:db8::99]";for="[::ffff:203.0.113.7]:50009"',
  '198.51.100.1, 203.0.113.7',
  'invented, 198.51.100.1,203.0.113.7:50010',
  'for=198.51.100.1, for=203.0.113.7',
  'for="198.51.100.1, for="203.0.113.7:50011"',
  'for=198.51.100.1, for=203.0.113.7;host="a,for=198.51.100.2"',
];

const V6_FORMS = [
  '2001:db8:1:2:3:4:5:6',
  '2001:DB8:1:2::1',
  '2001:0db8:0001:0002:ffff:ffff:ffff:ffff',
  '2001:db8:1:2::1%eth0',
  '2001:db8:1:2::1%25en-0.1',
  '2001:db8:1:2::203.0.113.7',
  '[2001:db8:1:2::1]',
  '[2001:db8:1:2::1]:443',
  '[2001:db8:1:2::1%eth0]:50000',
  '"[2001:db8:1:2::1]:50001"',
  '2001:db8:1:2:3:4:5:6:50002',
  '2001:db8:1:2::1:50003',
  '[2001:db8:1:2::1]:_x.y-z',
  'for="[2001:db8:1:2::1]:4711"',
  'for="[2001:db8:1:2::1]"',
  'for=198.51.100.1, for="[2001:db8:1:2:a::b]:4711";proto=https',
  '198.51.100.1, 2001:db8:1:2::7',
  '2001:db8:9:9::1, [2001:db8:1:2::7]:443',
];

describe('visitorKey', () => {
  it.each(V4_FORMS)('of %j is the IPv4 address', (form) => {
    expect(visitorKey(form)).toBe('203.0.113.7');
  });

  it.each(V6_FORMS)('of %j is the first 64 bits', (form) => {
    expect(visitorKey(form)).toBe('2001:db8:1:2::/64');
  });

  it.each([
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:9::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['[fe80::1%Ethernet 2]:80', 'fe80:0:0:0::/64'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255:65535', '255.255.255.255'],
    // A private NAT64 prefix (RFC 8215) has all IPv4 visitors of its network in one /64, so each of them is counted separately.
    ['64:ff9b:1::cb00:7107', '64:ff9b:1:0:0:0:cb00:7107'],
    ['64:ff9b:1::203.0.113.7', '64:ff9b:1:0:0:0:cb00:7107'],
  ])('of %j is %j', (address, key) => {
    expect(visitorKey(address)).toBe(key);
  });

  it.each([
    'unix socket',
    'user-17',
    'Jane Doe',
    'Doe, Jane',
    'jane@example.com',
    'f47ac10b-58cc-4372-a567-0e02b2c3d479',
    'S%41:B',
    'a:b:c',
    'session:50000',
    'unknown',
    '_hidden',
    '12',
    '3405803783',
    '0xcb007107',
    '203.0.113',
    '203.0.113.7.8',
    '0313.0.0161.07',
    '203.000.113.007',
    '0xcb.0.0x71.7',
    '::ffff:0313.0.0161.07',
    '203.0.113.256',
    '203.0.113.7/32',
    '203.0.113.7:500000',
    '203.0.113.7:port',
    '2001:db8::1::2',
    '1:2:3:4:5:6:7:8:9:10',
    '12345::1',
    '[2001:db8::1',
    '[]',
    '[]:443',
    'for',
    'before=203.0.113.7',
  ])('leaves %j as it is, for it is not an address', (text) => {
    expect(visitorKey(text)).toBe(text);
  });

  it.each([undefined, null, '', ' ', '\t', '198.51.100.1, ', ',', 'for=', 'for="", for=""'])(
    'of %j is undefined: nobody is named',
    (nothing) => {
      expect(visitorKey(nothing)).toBeUndefined();
    },
  );

  it('returns the last entry when it is not an address, whatever is before it', () => {
    expect(visitorKey('198.51.100.1, unknown')).toBe('unknown');
    expect(visitorKey('for=198.51.100.1, for=_hidden')).toBe('_hidden');
    expect(visitorKey('for=198.51.100.1, proto=https')).toBe('proto=https');
    expect(visitorKey('for=invented, for=unknown;by=10.0.0.1')).toBe('unknown');
  });

  it('returns undefined for any other value', () => {
    for (const value of [7, {}, [], true, Symbol('x')]) expect(visitorKey(value as never)).toBeUndefined();
  });

  it('takes time that grows linearly with the length of the text', () => {
    const hostile = [
      'for="'.repeat(20_000),
      ','.repeat(100_000),
      '\\"'.repeat(50_000),
      '1.'.repeat(50_000),
      ':'.repeat(100_000),
    ];
    const began = performance.now();
    for (const text of hostile) visitorKey(text);
    for (const text of ['a:'.repeat(50_000), `${'f'.repeat(100_000)}::1`]) expect(visitorKey(text) === text).toBe(true);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
