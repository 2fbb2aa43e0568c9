import type { Page } from 'playwright-core';

/** How far a thing may be from the field, in presses of Tab. */
const REACH = 60;

/** What has the focus, by its words or its label; blank where nothing has. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const { labels } = element as HTMLInputElement;
    const label = element?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element?.textContent ?? '';
    return label.trim();
  });
}

/** Moves the focus to the last thing of that name above the field, as people do: Shift and Tab from the field on. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.locator('xo-chat').getByRole('textbox', { name: 'Write a message' }).focus();
  const passed: string[] = [];
  for (let presses = 0; presses < REACH; presses++) {
    await page.keyboard.press('Shift+Tab');
    const name_ = await focused(page);
    if (name_ === name) return;
    passed.push(name_);
  }
  throw new Error(`unable to reach "${name}" by keyboard; passed: ${passed.join(' | ')}`);
}

/** Goes there and presses it. */
export async function press(page: Page, name: string, key = 'Enter'): Promise<void> {
  await goTo(page, name);
  await page.keyboard.press(key);
}
