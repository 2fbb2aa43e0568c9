/** Returns the value below which this share of the values lies. @param {readonly number[]} values */
export function quantile(values, /** @type {number} */ share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
