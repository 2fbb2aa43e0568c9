/**
 * Returns how many characters the regular expressions of a piece of code have searched. A count is the same on a slow machine, a
 * duration is not. An anchored expression costs only what it matches.
 */
export function countWork(action: () => void): number {
  const { exec } = RegExp.prototype;
  let work = 0;
  RegExp.prototype.exec = function counted(this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    const isAnchored = this.sticky || (this.source.startsWith('^') && !this.multiline);
    const end = found ? found.index + found[0].length : isAnchored ? from : String(text).length;
    work += 1 + Math.max(0, end - from);
    return found;
  };
  try {
    action();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return work;
}
