const EMITTER = /[\\/]eventemitter3[\\/]index\.js$/;

/** Methods that the event bus does not call. Bundlers keep all methods of a prototype, whether they are called or not. */
const UNUSED =
  /^EventEmitter\.prototype\.(?:eventNames|listenerCount|once|removeAllListeners) = function[\s\S]*?^};$/gm;
const ALIASES = /^EventEmitter\.(?:prototype\.(?:addListener|off)|prefixed|EventEmitter) = .*$/gm;
/** What methods return, which the event bus does not read. */
const RESULTS = /return (?:this|emitter|true);/g;
/** Calls with any number of arguments. The event bus passes one. */
const CALLS =
  /switch \(len\) \{[^}]*}\s+for [\s\S]*?(listeners\.fn)\.apply\(listeners\.context, args\);|switch \(len\) \{[\s\S]*?(listeners\[i]\.fn)\.apply\(listeners\[i]\.context, args\);\s+}/g;
/** The `this` of listeners, which the event bus does not use. */
const CONTEXT =
  /\s+(?:&&|\|\|)\s+\((?:!context \|\||context &&) listeners(?:\[i])?\.context [!=]== context\)|, context(?: \|\| emitter)?(?=[,)])|(?<=\.fn), undefined(?=, true)|this\.context = context;/g;
/** Listeners that are called once: the event bus removes its own. */
const ONCE =
  /if \(listeners(?:\[i])?\.once\) this\.removeListener\(.*\);|&&\s+\(!once \|\| listeners\.once\)|\|\|\s+\(once && !listeners\[i]\.once\)|this\.once = once \|\| false;|, (?:once|false)(?=\))/g;
/** Checks of arguments: the event bus has checked the listener, and removes only single ones. */
const CHECKS = /if \(typeof fn !== 'function'\) \{[^}]*}|if \(!fn\) \{[^}]*}/g;
/** The number of event names, which only `eventNames()` uses. */
const COUNT = /, emitter\._eventsCount\+\+|if \(--emitter\._eventsCount [^;]*;\s+else |this\._eventsCount = 0;/g;
/** For engines without `Object.create(null)`. */
const PREFIX = /prefix = '~'|if \(Object\.create\) (?=\{)|if \(!new Events\(\)\.__proto__\) prefix = false;/g;
const COMMONJS = /^if \('undefined' !== typeof module\) \{[\s\S]*?^}$/m;

/**
 * Makes an ES module of eventemitter3 that contains only the methods that the event bus calls, with one argument. As published it
 * weighs about 440 bytes more, with which the headless client exceeds its limit.
 *
 * @returns {import('rollup').Plugin}
 */
export function reduceEventEmitter() {
  return {
    name: 'reduce-eventemitter',
    transform: (code, id) => (EMITTER.test(id) ? { code: emitterModule(code), map: null } : null),
  };
}

/** Reduces eventemitter3. Throws if a new version does not match the patterns, because the bundle would silently grow. */
function emitterModule(/** @type {string} */ code) {
  const parts = [UNUSED, ALIASES, COMMONJS, ONCE, CHECKS, COUNT, RESULTS, CALLS, CONTEXT, PREFIX].map(
    (pattern) => code.match(pattern)?.length ?? 0,
  );
  if (String(parts) !== '4,4,1,10,2,4,6,2,13,3')
    throw new Error(`unable to take eventemitter3 apart; it has changed: ${parts}`);
  const used = [UNUSED, ALIASES, COMMONJS, ONCE, CHECKS, COUNT]
    .reduce((rest, pattern) => rest.replace(pattern, ''), code)
    .replace(RESULTS, 'return;')
    .replace(PREFIX, (match) => (match.startsWith('if') ? '' : 'prefix = false'));
  return `${used.replaceAll('_events', '_').replaceAll('removeListener', 'off').replace(CALLS, '$1$2(a1);').replace(CONTEXT, '')}\nexport default EventEmitter;\n`;
}
