/**
 * Returns true while an input method composes a word (Japanese, Chinese, Korean): Enter and Escape then belong to the
 * input method.
 */
export function isComposing(event: KeyboardEvent): boolean {
  // Safari reports 229 for the Enter that ends a composition, when isComposing is already false.
  return event.isComposing || event.keyCode === 229;
}
