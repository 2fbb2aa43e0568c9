import type { Conversation } from '../conversation.js';
import { readContent } from '../frames/message-content.js';
import { echoUserMessage, recordUserMessage } from '../frames/user-message.js';
import type { Platform } from '../platform.js';

/** A recorded message of a user, as if from another tab of theirs. Nobody answers it: the answer is in the trace, too. */
export function writeAsRecorded(
  platform: Platform,
  conversation: Conversation,
  { message }: Readonly<Record<string, unknown>>,
): void {
  const content = readContent(message);
  if (!content) return;
  // A number like those of clients, which rise with the time. The recorded one is in the history already, or was.
  const id = platform.now() * 4096 + Math.floor(platform.chance() * 4096);
  recordUserMessage(platform, conversation, content, id);
  echoUserMessage(platform, conversation, content, id);
}
