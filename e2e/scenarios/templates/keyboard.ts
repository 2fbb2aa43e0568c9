import type { Page } from 'playwright-core';

/** Maximum distance from the field, in presses of Tab. */
const MAX_PRESSES = 60;

/** Returns the label or text of the focused element; empty if there is none. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const { labels } = element as HTMLInputElement;
    const label = element?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element?.textContent ?? '';
    return label.trim();
  });
}

/** Moves the focus to the last element with this name above the field, by pressing Shift and Tab in the field. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.locator('xo-chat').getByRole('textbox', { name: 'Write a message' }).focus();
  const passed: string[] = [];
  for (let presses = 0; presses < MAX_PRESSES; presses++) {
    await page.keyboard.press('Shift+Tab');
    const current = await focused(page);
    if (current === name) return;
    passed.push(current);
  }
  throw new Error(`unable to reach "${name}" by keyboard; passed: ${passed.join(' | ')}`);
}

/** Moves the focus to an element, and presses it. */
export async function press(page: Page, name: string, key = 'Enter'): Promise<void> {
  await goTo(page, name);
  await page.keyboard.press(key);
}
