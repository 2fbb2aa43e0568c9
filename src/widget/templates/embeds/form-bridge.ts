/** What a digital form tells the window around it (protocol.md §3.4). */
export type FormAction = 'formSubmit' | 'formCancel' | 'formClose';

const ACTIONS: ReadonlySet<unknown> = new Set<FormAction>(['formSubmit', 'formCancel', 'formClose']);

/** What the window tells the form: its reader has left it. */
const CANCEL = { event: 'formEvent', action: 'formCancel', payload: {}, metaData: {} } as const;

/**
 * Listens to one form in one frame. Only what comes from that frame, and from the origin that its page has there, is heard: the
 * platform's own client asks for neither.
 *
 * @param origin `null` for a frame without the right to an origin: then which frame it is says all
 * @param onAction how the form ended, as it says
 * @returns the function that ends listening
 */
export function listenToForm(
  frame: HTMLIFrameElement,
  origin: string,
  onAction: (action: FormAction) => void,
): () => void {
  const host = frame.ownerDocument.defaultView;
  const hear = ({ source, origin: from, data }: MessageEvent<unknown>) => {
    if (!source || source !== frame.contentWindow || from !== origin) return;
    if (typeof data !== 'object' || data === null) return;
    const { event, action } = data as { event?: unknown; action?: unknown };
    if (event === 'formEvent' && ACTIONS.has(action)) onAction(action as FormAction);
  };
  host?.addEventListener('message', hear);
  return () => host?.removeEventListener('message', hear);
}

/**
 * Tells a form that it was left. It goes to the form's own origin: if the frame has moved on, nobody hears it. An origin `null`
 * cannot be addressed; whatever page is in that frame may know that it was left.
 */
export function cancelForm(frame: HTMLIFrameElement, origin: string): void {
  frame.contentWindow?.postMessage(CANCEL, origin === 'null' ? '*' : origin);
}
