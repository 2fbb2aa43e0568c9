/**
 * Returns the background of a box that may scroll sideways: a shadow at each side where more content is hidden. The shadows are
 * fixed, and covers above them scroll with the content. So no scroll listener is needed, in either text direction.
 *
 * @param surface token of the box's background colour
 */
export function scrollHint(surface: `--_${string}`): string {
  const shade = 'color-mix(in srgb,var(--_text) 26%,transparent)';
  return `background:${[
    `linear-gradient(90deg,var(${surface}) 40%,transparent) local 0 0/32px 100% no-repeat`,
    `linear-gradient(-90deg,var(${surface}) 40%,transparent) local 100% 0/32px 100% no-repeat`,
    `linear-gradient(90deg,${shade},transparent) 0 0/12px 100% no-repeat`,
    `linear-gradient(-90deg,${shade},transparent) 100% 0/12px 100% no-repeat`,
    `var(${surface})`,
  ]}`;
}
