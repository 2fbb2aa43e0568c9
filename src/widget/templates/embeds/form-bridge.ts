/** The actions that a digital form reports to the window around it (docs/protocol.md §3.4). */
export type FormAction = 'formSubmit' | 'formCancel' | 'formClose';

const ACTIONS: ReadonlySet<unknown> = new Set<FormAction>(['formSubmit', 'formCancel', 'formClose']);

/** The message that tells the form that the user has left it. */
const CANCEL = { event: 'formEvent', action: 'formCancel', payload: {}, metaData: {} } as const;

/**
 * Listens to the form in one frame. Ignores messages from other frames and from other origins; the platform's own client checks
 * neither.
 *
 * @param origin `null` for a frame with an opaque origin, whose messages are identified by their frame alone
 * @param onAction called with the action with which the form says that it ended
 * @returns a function that stops listening
 */
export function listenToForm(
  frame: HTMLIFrameElement,
  origin: string,
  onAction: (action: FormAction) => void,
): () => void {
  const host = frame.ownerDocument.defaultView;
  const onMessage = ({ source, origin: from, data }: MessageEvent<unknown>) => {
    if (!source || source !== frame.contentWindow || from !== origin) return;
    if (typeof data !== 'object' || data === null) return;
    const { event, action } = data as { event?: unknown; action?: unknown };
    if (event === 'formEvent' && ACTIONS.has(action)) onAction(action as FormAction);
  };
  host?.addEventListener('message', onMessage);
  return () => host?.removeEventListener('message', onMessage);
}

/**
 * Notifies a form that the user has left it. The message is addressed to the form's origin, so it is dropped if the frame has
 * navigated elsewhere. An opaque origin cannot be addressed; any page in such a frame may receive the message, which is harmless.
 */
export function cancelForm(frame: HTMLIFrameElement, origin: string): void {
  frame.contentWindow?.postMessage(CANCEL, origin === 'null' ? '*' : origin);
}
