import { describe, expect, it } from 'vitest';
import type { RichNode } from '../../../../src/widget/rich-text/parser/rich-node.js';
import { RichParser } from '../../../../src/widget/rich-text/parser/rich-parser.js';

/** The tree in one line, `<p>Hello <strong>you</strong></p>`, to compare in tests. */
function show(node: RichNode): string {
  if (typeof node === 'string') return node.replaceAll('<', '‹').replaceAll('>', '›');
  if (node.tag === 'code-block') return `<code-block ${node.language}>${node.text}</code-block>`;
  if (node.tag === 'img') return `<img ${node.src} "${node.alt}">`;
  const attributes = Object.entries(node.attributes ?? {}).map(([name, value]) => ` ${name}=${value}`);
  return `<${node.tag}${attributes.join('')}>${(node.children ?? []).map(show).join('')}</${node.tag}>`;
}

const read = (text: string) => new RichParser('en-US').parse(text).map(show).join('');

describe('markdown', () => {
  it.each([
    ['words', '<p>words</p>'],
    ['**bold** and __bold__', '<p><strong>bold</strong> and <strong>bold</strong></p>'],
    ['_italic_', '<p><em>italic</em></p>'],
    ['***both***', '<p><em><strong>both</strong></em></p>'],
    ['~~gone~~', '<p><del>gone</del></p>'],
    ['`a *b* <i>`', '<p><code>a *b* ‹i›</code></p>'],
    ['one\ntwo', '<p>one<br></br>two</p>'],
    ['one\r\n\r\ntwo', '<p>one</p><p>two</p>'],
    ['# Title\ntext', '<h3 class=h1>Title</h3><p>text</p>'],
    ['> said', '<blockquote><p>said</p></blockquote>'],
    ['> a\n>> b', '<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>'],
    ['- a\n- b\n  1. c', '<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>'],
    ['3. c\n4. d', '<ol start=3><li>c</li><li>d</li></ol>'],
    ['- [x] done\n- [ ] open', '<ul><li>☑ done</li><li>☐ open</li></ul>'],
    ['```js\nlet a = 1 < 2;\n```', '<code-block js>let a = 1 < 2;</code-block>'],
    ['```\nhalf', '<code-block >half</code-block>'],
    [
      '|a|b|\n|-|:-:|\n|1|*2*|',
      '<table><thead><tr><th>a</th><th class=center>b</th></tr></thead><tbody><tr><td>1</td><td class=center><strong>2</strong></td></tr></tbody></table>',
    ],
    ['[text](https://a.example "t")', '<p><a href=https://a.example/ title=t>text</a></p>'],
    ['[a][1]\n\n[1]: https://a.example', '<p><a href=https://a.example/>a</a></p>'],
    // A link whose text reads like the address of another host.
    [
      '[**https://bank**.example/login](https://a.example)',
      '<p><a href=https://a.example/><strong>https://bank</strong>.example/login (a.example)</a></p>',
    ],
    [
      '[bank.example](https://a.example/bank.example)',
      '<p><a href=https://a.example/bank.example>bank.example (a.example)</a></p>',
    ],
    ['[a.example](https://a.example/x)', '<p><a href=https://a.example/x>a.example</a></p>'],
    // Cyrillic letters that look like Latin ones.
    [
      '_see_ https://b\u0430nk.example',
      '<p><em>see</em> <a href=https://xn--bnk-6cd.example/>https://b\u0430nk.example (xn--bnk-6cd.example)</a></p>',
    ],
    // A user name before the host reads like a host.
    ['_see_ https://bank.example@a.example/x', '<p><em>see</em> https://bank.example@a.example/x</p>'],
    ['[my bank](https://bank.example@a.example/x)', '<p>my bank</p>'],
    ['<https://bank.example@a.example/x>', '<p>https://bank.example@a.example/x</p>'],
    [
      'https://a.example/x_y_z and www.b.example',
      '<p><a href=https://a.example/x_y_z>https://a.example/x_y_z</a> and <a href=http://www.b.example/>www.b.example</a></p>',
    ],
    ['mail a@b.example', '<p>mail <a href=mailto:a@b.example>a@b.example</a></p>'],
    ['call tel:+4912', '<p>call <a href=tel:+4912>tel:+4912</a></p>'],
    ['![a map](https://a.example/m.png)', '<p><img https://a.example/m.png "a map"></p>'],
    ['fish &amp; chips &#8364;5 &lt;b&gt; &nope;', '<p>fish & chips €5 ‹b› &nope;</p>'],
    ['5 \\* 3', '<p>5 * 3</p>'],
    ['2 * 3 * 4 and snake_case_name', '<p>2 * 3 * 4 and snake_case_name</p>'],
  ])('reads %j', (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

describe("the platform's dialect", () => {
  it.each([
    ['*bold*', '<p><strong>bold</strong></p>'],
    ['**a *b* c**', '<p><strong>a <em>b</em> c</strong></p>'],
    ['~italic~ and ~i~', '<p><em>italic</em> and <em>i</em></p>'],
    ['~5 min, ~6 km or a~b~c', '<p>~5 min, ~6 km or a~b~c</p>'],
    ['#h1 Title\n#H3 Sub\ntext', '<h3 class=h1>Title</h3><h3 class=h3>Sub</h3><p>text</p>'],
    ['text\n#h2 Title', '<p>text</p><h3 class=h2>Title</h3>'],
    ['#h7 no heading, #hello neither', '<p>#h7 no heading, #hello neither</p>'],
    ['a\n___\nb', '<p>a</p><hr></hr><p>b</p>'],
    ['>> in\n>> and *in*', '<div class=indent>in<br></br>and <strong>in</strong></div>'],
    ['a >> b and #h1 c', '<p>a ›› b and #h1 c</p>'],
    ['text\n >> in', '<p>text</p><div class=indent>in</div>'],
    ['\\d(2026-11-20) at \\t(14:05)', '<p>Nov 20, 2026 at 2:05 PM</p>'],
    ['\\#(1234567.5) or \\$(1234.5) or \\$(EUR, 3)', '<p>1,234,567.5 or $1,234.50 or €3.00</p>'],
    ['\\#(many) \\d(soon) \\$(x) \\$5', '<p>\\#(many) \\d(soon) \\$(x) $5</p>'],
    [
      '**sum:** \\#(1000) *and* ~~not~~ ~this~',
      '<p><strong>sum:</strong> 1,000 <strong>and</strong> <del>not</del> <em>this</em></p>',
    ],
  ])('reads %j', (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

describe('HTML', () => {
  it.each([
    ['a <b>b <i>c</i></b>', '<p>a <strong>b <em>c</em></strong></p>'],
    ['a<br/>b</br>c', '<p>a<br></br>b<br></br>c</p>'],
    ['<div class="x" style="y" onclick="z" id="a">in *it*</div>', '<div>in <strong>it</strong></div>'],
    ['<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>', '<ul> <li>a</li> <li>b</li> </ul>'],
    ['<div>\n\n*md*\n\n</div>\n\nafter', '<div><p><strong>md</strong></p></div><p>after</p>'],
    ['<a href="https://a.example" target="_self" title="t">x</a>', '<p><a href=https://a.example/ title=t>x</a></p>'],
    [
      '<a href="https://a.example">www.b.example</a>',
      '<p><a href=https://a.example/>www.b.example (a.example)</a></p>',
    ],
    ['<a href="java&#115;cript:alert(1)">x</a>', '<p><a>x</a></p>'],
    ['<td colspan="2" rowspan=999>x', '<td colSpan=2>x</td>'],
    ['<details open><summary>s</summary>t</details>', '<details open=true><summary>s</summary>t</details>'],
    ['<code>*a* &lt;b></code>', '<p><code>*a* ‹b></code></p>'.replace('b>', 'b›')],
    ['<pre>\na\n  b</pre>', '<pre>\na\n  b</pre>'],
    ['<img src="https://a.example/p.png" alt="p" onerror=x>', '<img https://a.example/p.png "p">'],
    ['<h1>T</h1>', '<h3 class=h1>T</h3>'],
    ['never <b>closed', '<p>never <strong>closed</strong></p>'],
    ['never opened</b>', '<p>never opened</p>'],
    // Hostile content is text.
    ['<script>alert(1)</script>', '‹script›alert(1)‹/script›'],
    ['a <img src=x onerror=alert(1)>', '<p>a ‹img src=x onerror=alert(1)›</p>'],
    ['<iframe src="https://a.example"></iframe>', '‹iframe src="https://a.example"›‹/iframe›'],
    ['<svg/onload=alert(1)>', '<p>‹svg/onload=alert(1)›</p>'],
    ['<style>*{color:red}</style>', '‹style›*{color:red}‹/style›'],
    ['<!-- x --> <x-y>', '‹!-- x --› ‹x-y›'],
    ['[x](javascript:alert(1)) [y](data:text/html,z) [z](/local)', '<p>x y z</p>'],
  ])('reads %j', (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

describe('a text beyond the limits', () => {
  it('stays plain if it is one very long passage', () => {
    const text = '*a* '.repeat(6_000);
    const nodes = new RichParser('en').parse(text);
    expect(nodes.map((node) => typeof node === 'object' && node.tag)).toEqual(nodes.map(() => 'div'));
    expect(nodes.map((node) => (node as unknown as { children: string[] }).children.join('')).join('')).toBe(text);
  });

  it.each([
    ['>'.repeat(15_000)],
    ['- '.repeat(9_000)],
    ['<b>'.repeat(6_000)],
    ['<div>\n\n'.repeat(2_500)],
    ['**a *b '.repeat(2_500)],
    ['['.repeat(19_000)],
  ])('gives a tree of bounded depth: %.12s…', (text) => {
    const depth = (nodes: readonly RichNode[]): number =>
      Math.max(
        0,
        ...nodes.map((node) => (typeof node === 'object' && 'children' in node ? 1 + depth(node.children ?? []) : 1)),
      );
    const nodes = new RichParser('en').parse(text);
    expect(nodes.length).toBeGreaterThan(0);
    expect(depth(nodes)).toBeLessThan(500);
  });
});

describe('a text that grows', () => {
  it('keeps the nodes of finished blocks', () => {
    const parser = new RichParser('en');
    const before = parser.parse('# One\n\n- a\n- *b*\n\nthree **fo');
    const after = parser.parse('# One\n\n- a\n- *b*\n\nthree **four**');
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(after[2]).not.toEqual(before[2]);
  });

  it('is parsed again only at its end: each part makes at most four new blocks, however long the text is', () => {
    const section =
      '## Part\n\nWords, *more words*.\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nrun --it\n```\n\n';
    const parser = new RichParser('en');
    let known = new Set<RichNode>();
    let text = '';
    let most = 0;
    for (const part of section.repeat(20).match(/\s*\S{1,6}/g)!) {
      text += part;
      const nodes = parser.parse(text).filter((node) => typeof node === 'object');
      most = Math.max(most, nodes.filter((node) => !known.has(node)).length);
      known = new Set(nodes);
    }
    expect(known.size).toBe(100);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('applies a link definition at the end to finished blocks', () => {
    const parser = new RichParser('en');
    parser.parse('see [it][1]\n\nand\n\n');
    const whole = 'see [it][1]\n\nand\n\n[1]: https://a.example/long';
    parser.parse(whole.slice(0, -4));
    expect(parser.parse(whole)).toEqual(new RichParser('en').parse(whole));
  });

  it('starts again with another text', () => {
    const parser = new RichParser('en');
    parser.parse('one\n\ntwo\n\nthree');
    expect(parser.parse('*other*').map(show)).toEqual(['<p><strong>other</strong></p>']);
  });
});
