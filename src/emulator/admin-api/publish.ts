import type { Answer, Exchange } from '../http/exchange.js';
import { randomUuid } from '../lib/random.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { checkBotId, requiredText } from './parameters.js';

/** The published resources and their modules (docs/public-apis.md §9). */
const MODULES = {
  NL: ['nl_model', 'settings'],
  CHANNELS: ['websdk'],
  EXTENSIONS: ['botkit', 'agent_transfer', 'events'],
  SETTINGS: ['general', 'bot_variables', 'advanced'],
} as const;

/** `POST public/bot/:botId/publish` (docs/public-apis.md §9). It does not change the bot of the emulator. */
export async function publish(platform: Platform, exchange: Exchange): Promise<Answer> {
  const { botId } = exchange.params;
  await authorise(platform, exchange, 'publish', `bot ${botId}`);
  checkBotId(platform, botId);
  const versionComment = requiredText(await exchange.json(), 'versionComment');
  const id = randomUuid();
  const dialog = {
    resourceType: 'dialog',
    resourceId: `dg-${id}`,
    status: 'SUCCESS',
    result: {
      _id: `dg-${id}`,
      name: 'demo task',
      lname: 'demo task',
      state: 'awaitingApproval',
      version: 1,
      approvalRequestedLanguages: ['en'],
      versionComment,
      publishedOn: new Date(platform.now()).toISOString(),
      botId,
      nodes: [],
    },
  };
  const others = Object.entries(MODULES).map(([resourceType, modules]) => {
    const resourceId = `ds-${randomUuid()}`;
    return {
      resourceType,
      resourceId,
      status: 'SUCCESS',
      result: { resourceId, resourceType, modules, name: resourceType },
    };
  });
  return { body: [dialog, ...others] };
}
