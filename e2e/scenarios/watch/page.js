/** One function for each problem that the watch must report. The spec calls them. */
globalThis.misbehave = {
  log: () => console.error('something broke'),
  throws: () =>
    void setTimeout(() => {
      throw new Error('nobody caught this');
    }),
  inlineStyle: () => document.body.setAttribute('style', 'color: red'),
  html: () => {
    document.body.innerHTML = '<b>bold</b>';
  },
  elsewhere: () => fetch('http://elsewhere.example/').catch(() => {}),
  missing: () => fetch('/missing').catch(() => {}),
};
