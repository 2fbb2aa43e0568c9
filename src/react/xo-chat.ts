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
import type { ChatClient } from '../client/chat-client.js';
import { isXoError, type XoError } from '../errors/index.js';
import { onHintsLoaded } from '../errors/xo-error.js';
import { logToConsole } from '../lib/logger.js';
import { defineXoChat, type XoChatElement, type XoChatEvents } from '../widget/element/xo-chat-element.js';
import type { ChatSetup, XoChatOptions } from '../widget/store/chat-options.js';
import { createConfiguredClient } from '../widget/store/client-config.js';
import { useManagedClient } from './use-managed-client.js';
import { withNewestJwt } from './with-newest-jwt.js';

type EventHandler<Name extends keyof XoChatEvents> = (detail: XoChatEvents[Name]) => void;

/** Props of `<XoChat>` that are not options of `mountChat()`. */
interface ReactProps {
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

/** Props of `<XoChat>`: the options of `mountChat()`, and React's own. */
export type XoChatProps = XoChatOptions & ChatSetup & ReactProps;

const EVENTS = {
  open: 'onOpen',
  close: 'onClose',
  message: 'onMessage',
  state: 'onState',
  error: 'onError',
  language: 'onLanguage',
} as const satisfies Record<keyof XoChatEvents, keyof ReactProps>;

/** Returns the options of `mountChat()` among the props, without those of React. */
const optionsOf = (props: XoChatProps) =>
  Object.fromEntries(
    Object.entries(props).filter(([name]) => !/^(?:on[A-Z]|className$|children$)/.test(name)),
  ) as XoChatOptions;

/** Returns a value that changes when a new conversation must start. */
function identityOf({ client, apiUrl, bot, jwtUrl }: XoChatProps): unknown {
  return client ?? [apiUrl, bot?.name, bot?.id, jwtUrl].join(' ');
}

/** Draws the chat, or nothing if its options are wrong: an error while rendering would take down the whole page. */
function Chat(props: XoChatProps, ref: ForwardedRef<XoChatElement>) {
  const { client: given } = props;
  const newest = useRef(props);
  useEffect(() => {
    newest.current = props;
  });
  const managed = useManagedClient<ChatClient | XoError>(
    identityOf(props),
    () => {
      try {
        return given ?? createConfiguredClient(withNewestJwt(optionsOf(props), () => newest.current as XoChatOptions));
      } catch (error) {
        if (isXoError(error)) return error;
        throw error;
      }
    },
    (client) => {
      if (!isXoError(client)) return;
      onHintsLoaded(() => logToConsole('error', `${client.message}. ${client.hint}`));
      newest.current.onError?.(client);
    },
    (client) => {
      if (!isXoError(client) && client !== given) client.disconnect().catch(() => {});
    },
  );
  return isXoError(managed) ? null : createElement(Window, { ...props, client: managed, ref });
}

function ChatWindow(props: XoChatProps & { client: ChatClient }, ref: ForwardedRef<XoChatElement>) {
  const { client, open = false, theme, locale, mode, features, preconnect = false, className, children } = props;
  const element = useRef<XoChatElement>(null);
  const newest = useRef(props);
  useImperativeHandle(ref, () => element.current!, []);
  useEffect(() => {
    newest.current = props;
  });
  useEffect(() => {
    defineXoChat();
    element.current!.client = client;
  }, [client]);
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

const Window = /* @__PURE__ */ forwardRef(ChatWindow);
const InPage = /* @__PURE__ */ forwardRef(Chat);

const never = () => () => {};

/**
 * `<XoChat apiUrl="…" bot={{ name, id }} jwtUrl="/token" />`: the chat window as a component. Takes the options of
 * `mountChat()`; `client` may be your own client, for example from `useChat()`, which the component never disconnects.
 * A change of platform, bot or `jwtUrl` starts a new conversation. A change of `open` opens or closes the window; so
 * does the user, which `onOpen` and `onClose` report. `ref` is the `<xo-chat>` element. Renders nothing on a server.
 *
 * If an option is missing or invalid it renders nothing, calls `onError` with a ConfigError, and reports it on the console.
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
