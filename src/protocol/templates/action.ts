import { isObject } from '../../lib/json.js';
import { count, either, object, type Reader, record, text, verbatim } from './read-fields.js';

/** What a button, a tile or a row does when it is chosen. Unlisted values of `type` do nothing. */
export type ActionType = 'postback' | 'text' | 'url' | 'web_url' | 'slider' | 'submit' | 'resend' | 'cancel';

/**
 * A choice and what it does (docs/protocol.md §6.1). The fields for `message.body` and for the URL depend on the template; see the
 * table there.
 */
export interface Action {
  type?: ActionType | (string & {});
  /** The label of the button, and `renderMsg` of the message that it sends. */
  title?: string;
  /** What the bot receives. An object is sent as JSON. */
  payload?: string | Record<string, unknown>;
  value?: string;
  url?: string;
  fallback_url?: string;
  utterance?: string;
  image_url?: string;
}

/** A button with its own picture and colours. */
export interface StyledAction extends Action {
  icon?: string;
  image?: Image | string;
  buttonStyles?: Styles;
  /** `confirm` sends the ticked options. */
  btnType?: 'confirm' | 'cancel' | (string & {});
  /** Shown as the user's message instead of the title (list widgets). */
  renderMessage?: string;
}

/** CSS declarations by property, as the bot's author wrote them. Not safe to use unchecked. */
export type Styles = Record<string, string>;

export interface Image {
  image_type?: 'image' | 'icon' | (string & {});
  image_src?: string;
  radius?: number | string;
  size?: 'small' | 'medium' | 'large' | (string & {});
}

/** How many buttons are shown before "more", and how they are laid out. */
export interface ButtonsLayout {
  displayLimit?: { count?: number | string };
  style?: 'float' | 'fitToWidth' | (string & {});
  /** The platform's spelling. */
  buttonAligment?: string;
}

/** An option of most choice lists. */
export interface Choice {
  title: string;
  value: string;
  description?: string;
}

export const actionFields = {
  type: text,
  title: text,
  payload: either(verbatim, (value) => (isObject(value) ? value : undefined)),
  value: verbatim,
  url: verbatim,
  fallback_url: verbatim,
  utterance: text,
  image_url: verbatim,
};

export const styles: Reader<Styles> = record(text);

export const image: Reader<Image> = object<Image>(
  {},
  { image_type: text, image_src: verbatim, radius: either(count, text), size: text },
);

export const action: Reader<Action> = object<Action>({}, actionFields);

export const styledAction: Reader<StyledAction> = object<StyledAction>(
  {},
  {
    ...actionFields,
    icon: verbatim,
    image: either(image, verbatim),
    buttonStyles: styles,
    btnType: text,
    renderMessage: text,
  },
);

export const buttonsLayout: Reader<ButtonsLayout> = object<ButtonsLayout>(
  {},
  { displayLimit: object({}, { count: either(count, text) }), style: text, buttonAligment: text },
);

/** Reads a choice. If the title or the value is missing, the other one takes its place. */
export const choice: Reader<Choice> = (value) => {
  const read = looseChoice(value);
  const title = read?.title ?? read?.value;
  return title === undefined ? undefined : { ...read, title, value: read?.value ?? title };
};

const looseChoice = object<Partial<Choice>>({}, { title: text, value: verbatim, description: text });
