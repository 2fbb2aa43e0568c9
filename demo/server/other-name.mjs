const NAMES = ['127.0.0.1', 'localhost'];

/**
 * The same address under the other name of this machine, which makes it another origin: a window frames no page of its own,
 * and samples with a form are to be seen in a frame.
 *
 * @param {string} address
 */
export function otherName(address) {
  const [from, to] = address.includes(NAMES[0]) ? NAMES : [...NAMES].reverse();
  return address.replace(from, to);
}
