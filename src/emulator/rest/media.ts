import type { Endpoint } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';

const SAMPLE_RATE = 8000;
const TONE_HZ = 440;

/**
 * `GET /media/:file` and `GET /assets/:key/media/:file`: the files of the demo bot's samples, so that the samples load nothing from
 * other hosts. The key makes the address impossible to guess.
 */
export const media: Endpoint = ({ assetsKey }, { params }) => {
  const { file = '', key = assetsKey } = params;
  if (key !== assetsKey) throw new ApiError(404, 'File not found');
  const [contentType, content] = FILES.get(file) ?? [];
  if (!contentType || !content) throw new ApiError(404, 'File not found');
  return { contentType, content: content() };
};

const FILES: ReadonlyMap<string, [contentType: string, content: () => string | Uint8Array]> = new Map([
  ['picture.svg', ['image/svg+xml', picture]],
  ['tone.wav', ['audio/wav', tone]],
  ['guide.txt', ['text/plain; charset=utf-8', () => 'Water it once a week, and less in winter.\n']],
  ['form.html', ['text/html; charset=utf-8', form]],
]);

/** A plant in a pot. */
function picture(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" role="img" aria-label="A plant in a pot">
  <path fill="#e4f1ef" d="M0 0h320v180H0z"/>
  <path fill="#0b6e69" d="M158 118C120 112 104 84 106 50c36 4 54 30 52 68Zm4 0c38-6 54-34 52-68-36 4-54 30-52 68Zm-6 0c-8-32-4-62 4-84 8 22 12 52 4 84Z"/>
  <path fill="#b5653a" d="M128 118h64l-8 44h-48Z"/>
</svg>
`;
}

/** Half a second of a quiet tone: WAVE, PCM, mono, 8 bit. */
function tone(): Uint8Array {
  const samples = SAMPLE_RATE / 2;
  const wav = new Uint8Array(44 + samples);
  const view = new DataView(wav.buffer);
  const write = (text: string, at: number) => wav.set(new TextEncoder().encode(text), at);
  write('RIFF', 0);
  view.setUint32(4, 36 + samples, true);
  write('WAVEfmt ', 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  write('data', 36);
  view.setUint32(40, samples, true);
  for (let i = 0; i < samples; i++)
    wav[44 + i] = 128 + Math.round(24 * Math.sin((2 * Math.PI * TONE_HZ * i) / SAMPLE_RATE));
  return wav;
}

/**
 * A digital form of the platform, which notifies the parent window of its result (protocol.md §3.4). It is one file, because its frame has
 * an opaque origin, and requests of such a frame cannot be told from those of other pages.
 */
function form(): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Your home</title>
<style>
  body { margin: 16px; font: 15px/1.45 system-ui, sans-serif }
  h1 { margin: 0 0 12px; font-size: 1.2em }
  p { margin: 0 0 12px }
  select, input { display: block; box-sizing: border-box; width: 100%; margin-top: 4px; padding: 9px; font: inherit; border: 1px solid #767c88; border-radius: 10px; background: #fff }
  button { padding: 10px 20px; font: inherit; font-weight: 600; border: 0; border-radius: 20px; background: #0b6e69; color: #fff }
</style>
<form>
  <h1>Your home</h1>
  <p><label>How bright is it? <select name="light"><option>Bright</option><option>Half shade</option></select></label></p>
  <p><label>Pets <input name="pets"></label></p>
  <p><button>Send</button></p>
</form>
<script>
  document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const payload = Object.fromEntries(new FormData(event.target));
    parent.postMessage({ event: 'formEvent', action: 'formSubmit', payload, metaData: {} }, '*');
  });
</script>
</html>
`;
}
