const NAMES = ['127.0.0.1', 'localhost'];

/**
 * Returns the same address with the other name of this machine, which is another origin. The window does not embed pages of its own
 * origin, but samples with a form need an iframe.
 *
 * @param {string} address
 */
export function otherName(address) {
  const [from, to] = address.includes(NAMES[0]) ? NAMES : [...NAMES].reverse();
  return address.replace(from, to);
}
