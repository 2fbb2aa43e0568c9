/** What a hostile word has done to the page, should it have done anything. */
export interface Harm {
  /** Calls of what payloads call. */
  readonly executions: string[];
  /** `<b onclick>` */
  readonly eventAttributes: string[];
  /** `<a href="javascript:…">` */
  readonly scriptUrls: string[];
  /** Frames, and the elements that load or run something: scripts, styles, plugins. */
  readonly frames: string[];
}

export interface HarmWatch extends Harm {
  /** How many elements were looked at. */
  elements: number;
  /** Forms of the bot in frames of foreign origin, without the right to leave them: the one thing that may be one. */
  forms: number;
  /** Ids of the messages that were drawn. */
  readonly drawn: Set<string>;
}

/**
 * To be run in the page before anything else. Looks at every element and attribute that comes into a shadow root, at the
 * moment it comes: what is taken out again later was seen as well.
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

  const judge = (element: Element) => {
    watch.elements++;
    const tag = element.localName;
    if (isForm(element)) watch.forms++;
    else if (ACTIVE.has(tag)) watch.frames.push(`<${tag}>`);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) watch.eventAttributes.push(`<${tag} ${name}>`);
      // As a browser reads it: without blanks and control characters.
      const isScript = /^(?:javascript|vbscript|data|blob|filesystem):/i.test(value.replace(/[\p{C}\s]/gu, ''));
      if (ADDRESSES.has(name.toLowerCase()) && isScript) watch.scriptUrls.push(`<${tag} ${name}="${value}">`);
    }
    if (element instanceof HTMLElement && element.dataset.id) watch.drawn.add(element.dataset.id);
  };
  const judgeAll = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) judge(element);
  };

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function watched(options) {
    const root = attachShadow.call(this, options);
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'attributes') judge(target as Element);
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          judge(node);
          judgeAll(node);
        }
      }
    }).observe(root, { subtree: true, childList: true, attributes: true });
    return root;
  };
}
