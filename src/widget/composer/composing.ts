/** True while a Japanese, Chinese or Korean word is being put together: Enter and Escape then belong to the input method. */
export function isComposing(event: KeyboardEvent): boolean {
  // 229 is what Safari reports for the Enter that ends the composition, when isComposing is false already.
  return event.isComposing || event.keyCode === 229;
}
