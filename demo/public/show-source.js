/**
 * Shows a file of this very page, so that what is shown is what runs:
 * <code data-source="/file" data-from="marker" data-to="marker">, the markers left out.
 */
for (const code of document.querySelectorAll('[data-source]')) {
  const { source, from, to } = code.dataset;
  const text = await (await fetch(source)).text();
  const start = from ? text.indexOf(from) + from.length : 0;
  const end = to ? text.indexOf(to, start) : text.length;
  code.textContent = dedent(text.slice(start, end));
}

function dedent(text) {
  const lines = text.split('\n').filter((line, at, all) => line.trim() !== '' || (at > 0 && at < all.length - 1));
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indents))).join('\n');
}
