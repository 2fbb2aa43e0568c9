/** What a button, a tile or a row does when it is chosen. Values of `type` that are not listed do nothing. */
export type ActionType = 'postback' | 'text' | 'url' | 'web_url' | 'slider' | 'submit' | 'resend' | 'cancel';

/**
 * A choice and what follows from it (protocol.md §6.1). Which field becomes `message.body`, and which one holds the URL,
 * depends on the template: see the table there.
 */
export interface Action {
  type?: ActionType | (string & {});
  /** What people read, and `renderMsg` of the message. */
  title?: string;
  /** What the bot reads. An object is sent as JSON. */
  payload?: string | Record<string, unknown>;
  value?: string;
  url?: string;
  fallback_url?: string;
  utterance?: string;
  image_url?: string;
}

/** A button that has a picture and colours of its own. */
export interface StyledAction extends Action {
  icon?: string;
  image?: Image | string;
  buttonStyles?: Styles;
  /** `confirm` sends the options that are ticked. */
  btnType?: 'confirm' | 'cancel' | (string & {});
  /** Instead of the title, for people (list widgets). */
  renderMessage?: string;
}

/** CSS declarations by property, as the bot's author typed them: not safe to use unchecked. */
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
  /** Spelt so on the wire. */
  buttonAligment?: string;
}

/** Title, value and a longer text: what most choice lists are made of. */
export interface Choice {
  title: string;
  value: string;
  description?: string;
}
