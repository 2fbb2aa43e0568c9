/**
 * Creates a multipart/form-data body. Not with FormData, because the platform expects files as base64 with a
 * `Content-Transfer-Encoding` header (docs/protocol.md §1.10), which FormData cannot set.
 *
 * @param file name of the field, name of the file, and its content as base64
 */
export function multipart(
  fields: Readonly<Record<string, string | number | boolean>>,
  file?: { field: string; name: string; base64: string },
): Blob {
  const content = file?.base64 ?? '';
  let boundary = 'xo-rtm-part';
  // Base64 never contains `-`, but a name or a field may contain anything.
  while (Object.values(fields).some((value) => `${value}`.includes(boundary))) boundary += '-';
  const part = (head: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
  const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, `${value}`));
  if (file) {
    const head = `name="${file.field}"; filename="${quoted(file.name)}"\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64`;
    parts.push(part(head, content));
  }
  return new Blob([...parts, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` });
}

/** Escapes a name as browsers do (HTML, "multipart/form-data encoding algorithm"). */
function quoted(name: string): string {
  return name.replace(/\r\n?|\n/g, '%0D%0A').replaceAll('"', '%22');
}

/** Number of bytes per call of String.fromCharCode(): some engines limit the arguments of a call to 65,535. */
const MAX_ARGUMENTS = 32_768;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += MAX_ARGUMENTS)
    text += String.fromCharCode(...bytes.subarray(at, at + MAX_ARGUMENTS));
  return btoa(text);
}
