import { logToConsole } from '../../lib/logger.js';
import type { ComposerExtras, ComposerHost } from '../store/composer-host.js';
import { reportUnknownOptions } from '../store/unknown-options.js';
import { ComposerAccessories } from './ComposerAccessories.js';
import { ComposerToolbar } from './ComposerToolbar.js';
import { ComposerModel } from './composer-model.js';

/**
 * Creates the part of the composer that loads after the first message: everything except the field and the send button.
 */
export function createComposerExtras(session: ComposerHost): ComposerExtras {
  const model = new ComposerModel(session);
  reportUnknownOptions(session.features?.optionNames ?? [], session.features?.features, logToConsole);
  return {
    get blocked() {
      return model.blocked;
    },
    maySend: (text) => model.maySend(text),
    send: (text) => model.send(text),
    top: (composer) => (
      <ComposerAccessories model={model} composer={composer} text={composer.text} i18n={composer.i18n} />
    ),
    tools: (composer) => <ComposerToolbar model={model} composer={composer} i18n={composer.i18n} />,
    interleave: (messages, language) => model.agents.interleave(messages, model.strings(language)),
    destroy: () => model.destroy(),
  };
}
