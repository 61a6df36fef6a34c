import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('a visitor who has not signed in is shown the sign-in page in Chinese', async ({ page }) => {
  await page.goto('/');

  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/登录/);
  await expect(page.locator('input[type=password]')).toBeVisible();
  await expect(page.locator('input[type=password]')).toHaveAccessibleName(/密码/);
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible();
});

for (const [name, address] of [['the sign-in page', '/'], ['the page about the API', '/swagger/index.html']]) {
  test(`${name} asks no other host for anything and breaks no rule of its own content policy`, async ({ page, baseURL }) => {
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    page.on('request', request => {
      if (!request.url().startsWith(baseURL!) && !request.url().startsWith('data:')) elsewhere.push(request.url());
    });
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text());
    });

    await page.goto(address, { waitUntil: 'networkidle' });

    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

test('the sign-in page is accessible', async ({ page }) => {
  await page.goto('/');

  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();

  expect(found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a wrong password is refused in words beside the form, and the name typed is kept', async ({ page }) => {
    await page.goto('/');
    const form = page.locator('form', { has: page.locator('input[type=password]') });
    await form.locator('input[type=text], input:not([type])').first().fill('nobody');
    await form.locator('input[type=password]').fill('not the password');
    await page.getByRole('button', { name: '登录' }).click();

    await expect(page.locator('input[type=password]')).toBeVisible();
    await expect(form.locator('input[type=text], input:not([type])').first()).toHaveValue('nobody');
    await expect(page.locator('body')).toContainText(/用户名|密码/);
    await expect(page.getByRole('alert')).toContainText(/不正确|错误|有误/);
  });

  test('a demo officer signs in', async ({ page }) => {
    await page.goto('/');
    const form = page.locator('form', { has: page.locator('input[type=password]') });
    await form.locator('input[type=text], input:not([type])').first().fill('zscqj.officer');
    await form.locator('input[type=password]').fill(process.env.IPSTRATEGY_BROWSER_PASSWORD!);
    await page.getByRole('button', { name: '登录' }).click();

    await expect(page.locator('input[type=password]')).toHaveCount(0);
    await expect(page.locator('header')).toContainText('市知识产权局');
  });
});
