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
import { defineXoChat, type XoChatElement, type XoChatEvents } from '../widget/element/xo-chat-element.js';
import type { MountOptions } from '../widget/store/chat-options.js';
import { createConfiguredClient } from '../widget/store/client-config.js';
import { useManagedClient } from './use-managed-client.js';
import { withNewestJwt } from './with-newest-jwt.js';

type EventHandler<Name extends keyof XoChatEvents> = (detail: XoChatEvents[Name]) => void;

/** Props of `<XoChat>`: the options of `mountChat()`, and React's own. */
export interface XoChatProps extends Omit<MountOptions, 'target'> {
  className?: string;
  /** Elements with `slot="header"` or `slot="launcher"`. */
  children?: ReactNode;
  onOpen?: EventHandler<'open'>;
  onClose?: EventHandler<'close'>;
  onMessage?: EventHandler<'message'>;
  onState?: EventHandler<'state'>;
  onError?: EventHandler<'error'>;
  onLanguage?: EventHandler<'language'>;
}

const EVENTS = {
  open: 'onOpen',
  close: 'onClose',
  message: 'onMessage',
  state: 'onState',
  error: 'onError',
  language: 'onLanguage',
} as const satisfies Record<keyof XoChatEvents, keyof XoChatProps>;

/** Returns the options of `mountChat()` among the props, without those of React. */
const optionsOf = (props: XoChatProps): XoChatProps =>
  Object.fromEntries(Object.entries(props).filter(([name]) => !/^(?:on[A-Z]|className$|children$)/.test(name)));

/** Returns a value that changes when a new conversation must start. */
function identityOf({ client, apiUrl, bot, jwtUrl }: XoChatProps): unknown {
  return client ?? [apiUrl, bot?.name, bot?.id, jwtUrl].join(' ');
}

function Chat(props: XoChatProps, ref: ForwardedRef<XoChatElement>) {
  const { client: given, open = false, theme, locale, mode, features, preconnect = false, className, children } = props;
  const element = useRef<XoChatElement>(null);
  const newest = useRef(props);
  useImperativeHandle(ref, () => element.current!, []);
  useEffect(() => {
    newest.current = props;
  });

  const client = useManagedClient(
    identityOf(props),
    () => {
      return given ?? createConfiguredClient(withNewestJwt(optionsOf(props), () => newest.current));
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
    const optionNames = Object.keys(optionsOf(newest.current));
    Object.assign(current!, { optionNames, botName, theme, locale, mode, preconnect, features: features ?? null });
  }, [botName, theme, locale, mode, preconnect, features]);
  useEffect(() => {
    element.current!.open = open;
  }, [open]);
  useEffect(() => {
    const { current } = element;
    const cleanups = Object.entries(EVENTS).map(([name, prop]) => {
      const handler = (event: Event) => {
        // Ignores events that bubble up from the children.
        if (event.target === current)
          (newest.current[prop] as EventHandler<never> | undefined)?.((event as CustomEvent<never>).detail);
      };
      current!.addEventListener(`xo-${name}`, handler);
      return () => current!.removeEventListener(`xo-${name}`, handler);
    });
    return () => {
      for (const cleanup of cleanups) cleanup();
    };
  }, []);

  return createElement('xo-chat', { ref: element, class: className }, children);
}

const InPage = /* @__PURE__ */ forwardRef(Chat);

const never = () => () => {};

/**
 * `<XoChat apiUrl="…" bot={{ name, id }} jwtUrl="/token" />`: the chat window as a component. Takes the options of
 * `mountChat()`; `client` may be your own client, for example from `useChat()`, which the component never disconnects.
 * A change of platform, bot or `jwtUrl` starts a new conversation. A change of `open` opens or closes the window; so
 * does the user, which `onOpen` and `onClose` report. `ref` is the `<xo-chat>` element. Renders nothing on a server.
 *
 * @throws ConfigError while rendering, if an option is missing or invalid
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
