/** The pages in the order of their links. */
const PAGES = [
  ['/', 'Live demo'],
  ['/script-tag.html', 'Script tag'],
  ['/headless.html', 'Headless'],
  ['/gallery.html', 'Gallery'],
];

/**
 * Adds head, links and footer to a page. Everything before `<main` in its file (title, scripts, styles) goes into the head.
 *
 * @param {string} page content of the file
 * @param {string} path path of the page
 * @param {{ hasInspector: boolean }} options
 */
export function frame(page, path, { hasInspector }) {
  const at = page.indexOf('<main');
  const links = PAGES.map(
    ([href, name]) => `<a href="${href}"${href === path ? ' aria-current="page"' : ''}>${name}</a>`,
  ).join('\n        ');
  const inspector = hasInspector ? ' <a href="/_inspect">Look inside the emulator</a>.' : '';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/style.css">
    ${page.slice(0, at).trim()}
  </head>
  <body>
    <a class="skip" href="#main">Skip to content</a>
    <header class="bar">
      <a class="brand" href="/"><img src="/favicon.svg" alt="" width="28" height="28">xo-rtm</a>
      <nav aria-label="Pages">
        ${links}
      </nav>
    </header>
    ${page.slice(at).trim()}
    <footer class="foot">Everything on these pages runs on one machine.${inspector} Not affiliated with Kore.ai.</footer>
    <noscript><p class="lead">This page shows a chat, which needs JavaScript.</p></noscript>
  </body>
</html>
`;
}
