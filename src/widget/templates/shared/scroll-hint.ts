/**
 * The background of a box that may scroll sideways: a shade at each side where there is more to see. Over the shades, which
 * stay, lie covers, which move with the content: so nobody has to listen to scrolling, in either direction of writing.
 *
 * @param surface token of the colour that the box has
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
