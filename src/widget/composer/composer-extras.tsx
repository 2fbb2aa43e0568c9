import type { ComposerDesk, DeskSession } from '../store/composer-host.js';
import { DeskTop } from './ComposerAccessories.js';
import { DeskTools } from './ComposerToolbar.js';
import { DeskModel } from './composer-model.js';

/** What loads after the first words: all that the composer is beside a field and a button. */
export function createDesk(session: DeskSession): ComposerDesk {
  const model = new DeskModel(session);
  return {
    get blocked() {
      return model.blocked;
    },
    maySend: (text) => model.maySend(text),
    send: (text) => model.send(text),
    top: (site) => <DeskTop desk={model} site={site} text={site.text} i18n={site.i18n} />,
    tools: (site) => <DeskTools desk={model} site={site} i18n={site.i18n} />,
    weave: (messages, language) => model.agents.weave(messages, model.words(language)),
    dispose: () => model.dispose(),
  };
}
