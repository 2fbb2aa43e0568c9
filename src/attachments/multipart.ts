/**
 * A body of type multipart/form-data. By hand, because the platform takes files as base64 and wants to be told so
 * (`Content-Transfer-Encoding`, protocol.md §1.10): FormData cannot say that.
 *
 * @param file name of the field, name of the file, and its content as base64
 */
export function multipart(
  fields: Readonly<Record<string, string | number | boolean>>,
  file?: { field: string; name: string; base64: string },
): Blob {
  const content = file?.base64 ?? '';
  let boundary = 'xo-rtm-part';
  // Base64 has no `-`; a name or a field may hold anything.
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

/** As browsers write names (HTML, "multipart/form-data encoding algorithm"). */
function quoted(name: string): string {
  return name.replace(/\r\n?|\n/g, '%0D%0A').replaceAll('"', '%22');
}

/** Longest run that is handed to a function as arguments: some engines take no more than 65,535. */
const RUN = 32_768;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += RUN) text += String.fromCharCode(...bytes.subarray(at, at + RUN));
  return btoa(text);
}
