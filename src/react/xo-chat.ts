import {
  createElement,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  forwardRef,
  type ReactNode,
  type RefAttributes,
  useEffect,
  useImperativeHandle,
  useRef,
  useSyncExternalStore,
} from 'react';
import type { ChatClientOptions } from '../client/options.js';
import type { MountOptions } from '../widget/element/mount-chat.js';
import { defineXoChat, type XoChatElement, type XoChatEvents } from '../widget/element/xo-chat-element.js';
import { createConfiguredClient } from '../widget/store/client-config.js';
import { isClient } from '../widget/store/is-client.js';
import { useHeldClient } from './use-held-client.js';
import { withNewestJwt } from './with-newest-jwt.js';

type SpeechEvent<Name extends keyof XoChatEvents> = (detail: XoChatEvents[Name]) => void;

/** What `<XoChat>` takes: the options of `mountChat()`, and what React brings. */
export interface XoChatProps extends Omit<MountOptions, 'target'> {
  className?: string;
  /** For `slot="header"` and `slot="launcher"`. */
  children?: ReactNode;
  onOpen?: SpeechEvent<'open'>;
  onClose?: SpeechEvent<'close'>;
  onMessage?: SpeechEvent<'message'>;
  onState?: SpeechEvent<'state'>;
  onError?: SpeechEvent<'error'>;
  onLanguage?: SpeechEvent<'language'>;
}

const EVENTS = {
  open: 'onOpen',
  close: 'onClose',
  message: 'onMessage',
  state: 'onState',
  error: 'onError',
  language: 'onLanguage',
} as const satisfies Record<keyof XoChatEvents, keyof XoChatProps>;

/** What another value of makes another conversation. */
function identityOf({ client, apiUrl, bot, jwtUrl }: XoChatProps): unknown {
  if (client && isClient(client)) return client;
  const { name, id } = { ...bot, ...client?.bot };
  return [client?.apiUrl ?? apiUrl, name, id, jwtUrl].join(' ');
}

function Chat(props: XoChatProps, ref: ForwardedRef<XoChatElement>) {
  const { client: given, open = false, theme, locale, mode, features, preconnect = false, className, children } = props;
  const element = useRef<XoChatElement>(null);
  const newest = useRef(props);
  useImperativeHandle(ref, () => element.current!, []);
  useEffect(() => {
    newest.current = props;
  });

  const client = useHeldClient(
    identityOf(props),
    () => {
      if (given && isClient(given)) return given;
      const options = given && withNewestJwt(given, () => newest.current.client as ChatClientOptions);
      return createConfiguredClient({ ...props, options });
    },
    (client) => {
      defineXoChat();
      element.current!.client = client;
    },
    (client) => {
      if (client !== given) client.disconnect().catch(() => {});
    },
  );
  const botName = client.bot.name;

  useEffect(() => {
    const { current } = element;
    Object.assign(current!, { botName, theme, locale, mode, preconnect, features: features ?? null });
  }, [botName, theme, locale, mode, preconnect, features]);
  useEffect(() => {
    element.current!.open = open;
  }, [open]);
  useEffect(() => {
    const { current } = element;
    const offs = Object.entries(EVENTS).map(([name, prop]) => {
      const heard = (event: Event) => {
        // What bubbles up from the children is not ours.
        if (event.target === current)
          (newest.current[prop] as SpeechEvent<never> | undefined)?.((event as CustomEvent<never>).detail);
      };
      current!.addEventListener(`xo-${name}`, heard);
      return () => current!.removeEventListener(`xo-${name}`, heard);
    });
    return () => {
      for (const off of offs) off();
    };
  }, []);

  return createElement('xo-chat', { ref: element, class: className }, children);
}

const InPage = /* @__PURE__ */ forwardRef(Chat);

const never = () => () => {};

/**
 * `<XoChat apiUrl="…" bot={{ name, id }} jwtUrl="/token" />`: the chat window as a component. It takes what `mountChat()` takes;
 * `client` may be one of yours, from `useChat()` for example, which stays yours. Another platform, bot or `jwtUrl` is another
 * conversation. `open` opens and closes the window when it changes; the user does, too: `onOpen` and `onClose` tell. `ref` gives
 * the `<xo-chat>` element. On a server it renders nothing.
 *
 * @throws ConfigError while rendering, when an option is missing or wrong
 */
export const XoChat: ForwardRefExoticComponent<XoChatProps & RefAttributes<XoChatElement>> = /* @__PURE__ */ forwardRef(
  (props, ref) => {
    const isInPage = useSyncExternalStore(
      never,
      () => true,
      () => false,
    );
    return isInPage ? createElement(InPage, { ...props, ref }) : null;
  },
);
