/**
 * Markup that an attacker can inject without running a script, and that could be mistaken for objects that the script reads from the
 * page. None is named `querySelector` or `querySelectorAll`, because the tests use these.
 */
export const baitsFor = (evil: string): Readonly<Record<string, string>> => ({
  'an image named currentScript': `<img name="currentScript" alt="" src="${evil}/xo-chat.js">`,
  'a form named currentScript, with a field src': `<form name="currentScript"><input name="src" value="${evil}/xo-chat.js"><input name="getAttribute"></form>`,
  'an embed named currentScript': `<embed name="currentScript" src="${evil}/picture.svg" type="image/svg+xml">`,
  'a frame named currentScript': `<iframe name="currentScript" src="about:blank" title="bait"></iframe>`,
  'links that make XoChat.base': `<a id="XoChat" href="${evil}/"></a><a id="XoChat" name="base" href="${evil}/"></a>`,
  'a form named XoChat, with a field base': `<form id="XoChat" name="XoChat"><input name="base" value="${evil}/"></form>`,
  'a frame named XoChat, with an element base': `<iframe name="XoChat" title="bait" srcdoc="&lt;a id=base href='${evil}/'&gt;&lt;/a&gt;"></iframe>`,
  'another base address': `<base href="${evil}/">`,
  'elements with the attributes of the tag': `<p data-base="${evil}/" data-api-url="${evil}"></p><img src="${evil}/xo-chat.js" data-base="${evil}/" data-api-url="${evil}" alt="">`,
  'elements named like properties that find scripts': [
    'scripts',
    'head',
    'baseURI',
    'URL',
    'documentURI',
    'getElementsByTagName',
    'getElementById',
  ]
    .map((name) => `<img name="${name}" alt="" src="${evil}/xo-chat.js">`)
    .join(''),
  'elements named like variables of the script': [
    '__XO_PARTS__',
    'lazyUrl',
    'origin',
    'location',
    'Document',
    'customElements',
  ]
    .map((name) => `<a id="${name}" href="${evil}/"></a>`)
    .join(''),
});
