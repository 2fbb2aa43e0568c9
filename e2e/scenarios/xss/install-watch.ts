/** The effects that payloads had on the page; all lists must be empty. */
export interface Harm {
  /** Calls of functions that payloads call. */
  readonly executions: string[];
  /** `<b onclick>` */
  readonly eventAttributes: string[];
  /** `<a href="javascript:…">` */
  readonly scriptUrls: string[];
  /** Iframes, and elements that load or run something: scripts, styles, plugins. */
  readonly frames: string[];
}

export interface HarmWatch extends Harm {
  /** Number of elements that were checked. */
  elements: number;
  /** Forms of the bot in sandboxed iframes of a foreign origin, which are the only allowed iframes. */
  forms: number;
  /** Ids of the messages that were rendered. */
  readonly drawn: Set<string>;
}

/**
 * Runs in the page before anything else. Checks every element and attribute at the moment it is added to a shadow root, so that it
 * also finds those that are removed later.
 */
export function installWatch(): void {
  const watch: HarmWatch = {
    executions: [],
    eventAttributes: [],
    scriptUrls: [],
    frames: [],
    elements: 0,
    forms: 0,
    drawn: new Set(),
  };
  const page = globalThis as unknown as Record<string, unknown>;
  page.harmWatch = watch;
  for (const name of ['alert', 'prompt', 'confirm', 'print', 'open'])
    page[name] = () => void watch.executions.push(name);

  const ACTIVE = new Set(
    'iframe frame frameset object embed applet portal fencedframe script style link meta base template'.split(' '),
  );
  const ADDRESSES = new Set(
    'href src srcset action formaction data poster srcdoc background xlink:href ping'.split(' '),
  );

  const isForm = (element: Element) =>
    element instanceof HTMLIFrameElement &&
    element.sandbox.length > 0 &&
    !/allow-top-navigation|allow-modals/.test(element.sandbox.value) &&
    /^https?:/.test(element.src) &&
    new URL(element.src).origin !== location.origin;

  const check = (element: Element) => {
    watch.elements++;
    const tag = element.localName;
    if (isForm(element)) watch.forms++;
    else if (ACTIVE.has(tag)) watch.frames.push(`<${tag}>`);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) watch.eventAttributes.push(`<${tag} ${name}>`);
      // Browsers ignore white space and control characters here.
      const isScript = /^(?:javascript|vbscript|data|blob|filesystem):/i.test(value.replace(/[\p{C}\s]/gu, ''));
      if (ADDRESSES.has(name.toLowerCase()) && isScript) watch.scriptUrls.push(`<${tag} ${name}="${value}">`);
    }
    if (element instanceof HTMLElement && element.dataset.id) watch.drawn.add(element.dataset.id);
  };
  const checkAll = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) check(element);
  };

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function watched(options) {
    const root = attachShadow.call(this, options);
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'attributes') check(target as Element);
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          check(node);
          checkAll(node);
        }
      }
    }).observe(root, { subtree: true, childList: true, attributes: true });
    return root;
  };
}
