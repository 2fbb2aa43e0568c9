/** Three or five dot-separated parts, as JWS and JWE have, and what follows the word Bearer. */
const TOKEN = /\beyJ[\w-]*(\.[\w-]*){2,4}|\b(bearer)\s+\S+/gi;

/** An error as plain data for the log: its names and words, without stack, without anything that looks like a token. */
export function describeFailure(failure: unknown): Record<string, string> {
  if (!(failure instanceof Error)) return { message: 'something was thrown that is no Error' };
  const { code, hint } = failure as { code?: unknown; hint?: unknown };
  return {
    name: failure.name,
    message: failure.message.replace(TOKEN, '[redacted]'),
    ...(typeof code === 'string' && { code }),
    ...(typeof hint === 'string' && { hint }),
  };
}
