/**
 * What a piece of code does with texts, in characters: how many of them its regular expressions were shown. Counted in calls, so
 * that it is the same on a slow machine. An expression that is bound to a place costs what it finds there.
 */
export function countWork(deed: () => void): number {
  const { exec } = RegExp.prototype;
  let work = 0;
  RegExp.prototype.exec = function counted(this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    const isBound = this.sticky || (this.source.startsWith('^') && !this.multiline);
    const end = found ? found.index + found[0].length : isBound ? from : String(text).length;
    work += 1 + Math.max(0, end - from);
    return found;
  };
  try {
    deed();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return work;
}
