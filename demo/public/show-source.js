/**
 * Shows the source of this page between two markers: <code data-source="/file" data-from="marker" data-to="marker">.
 */
/** Highlighted syntax, as far as the sources of this demo need it. */
const PARTS =
  /(?<comment>\/\/.*|<!--[\s\S]*?-->)|(?<string>'[^'\n]*'|"[^"]*"|`[^`]*`)|(?<word>\b(?:import|from|const|await|async|for|of|new|return|if)\b|<\/?[\w-]+|(?<!=)\/?>)/g;

for (const code of document.querySelectorAll('[data-source]')) {
  const { source, from, to } = code.dataset;
  const text = await (await fetch(source)).text();
  const start = from ? text.indexOf(from) + from.length : 0;
  const end = to ? text.indexOf(to, start) : text.length;
  code.replaceChildren(...colour(dedent(text.slice(start, end))));
}

function dedent(text) {
  const lines = text.split('\n').filter((line, at, all) => line.trim() !== '' || (at > 0 && at < all.length - 1));
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indents))).join('\n');
}

function* colour(text) {
  let end = 0;
  for (const { 0: part, index, groups } of text.matchAll(PARTS)) {
    yield text.slice(end, index);
    const [kind] = Object.entries(groups).find(([, found]) => found !== undefined);
    yield Object.assign(document.createElement('span'), { className: kind, textContent: part });
    end = index + part.length;
  }
  yield text.slice(end);
}
