import type { ButtonTemplate } from '../../protocol/templates/button-template.js';

/** Returns the CSS classes of the layout that the bot's author has chosen. */
export function buttonLayout({
  variation,
  fullWidth,
  stackedButtons,
}: Pick<ButtonTemplate, 'variation' | 'fullWidth' | 'stackedButtons'>): string {
  return [
    (stackedButtons || fullWidth) && 'stack',
    fullWidth && 'full',
    variation === 'backgroundInverted' && 'solid',
    variation === 'textInverted' && 'tinted',
    variation === 'plain' && 'plain',
  ]
    .filter(Boolean)
    .join(' ');
}
