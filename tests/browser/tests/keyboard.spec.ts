import { expect, test, type Page } from '@playwright/test';
import { district, signIn } from './people.js';

/** Presses Tab until the focus is on what is looked for; what never gets it cannot be reached without a mouse. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(s => document.activeElement?.matches(s) ?? false, selector)) return;
  }
  throw new Error(`Tab never reaches ${selector}`);
}

test('a step is done with the keyboard alone', async ({ page }, info) => {
  await page.goto('/');
  await tabTo(page, '[name=userName]');
  await page.keyboard.type(district(info.project.name, 'jnq', 'bcq'));
  await page.keyboard.press('Tab');
  await page.keyboard.type(process.env.IPSTRATEGY_BROWSER_PASSWORD!);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('我的待办');

  await tabTo(page, 'a.row-link');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('签收');
  await tabTo(page, '#f-opinion');
  await page.keyboard.type('键盘办理');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('status').first()).toContainText('已提交');
});

test('the first stop is the skip link, and it leads to the content', async ({ page }) => {
  await signIn(page, 'zscqj.leader');

  await page.goto('/inbox');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeInViewport();
  await page.keyboard.press('Enter');

  await expect(page.locator('main')).toBeFocused();
});

test('every stop shows where the focus is', async ({ page }) => {
  await signIn(page, 'zscqj.officer');
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).toBe('solid');
  }
});

test('shortcuts move through rows and pages', async ({ page }) => {
  await signIn(page, 'zscqj.officer');

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('tr[data-at]')).toHaveCount(1);
  await expect(page.locator('tbody tr').nth(1)).toHaveAttribute('data-at', '');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/work-items/);

  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page).toHaveURL(/inbox$/);
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('快捷键');
});

test('a shortcut does nothing while one types', async ({ page }) => {
  await signIn(page, 'zscqj.officer');
  await page.locator('a.row-link').first().click();

  await page.locator('#f-opinion').fill('');
  await page.locator('#f-opinion').pressSequentially('gi?jk/');

  await expect(page.locator('#f-opinion')).toHaveValue('gi?jk/');
});
