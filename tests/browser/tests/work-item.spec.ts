import { expect, test } from '@playwright/test';
import { district, openFirst, signIn } from './people.js';

test('a step is done with scripts on, and the list tells of it', async ({ page }, info) => {
  await signIn(page, district(info.project.name, 'hpq', 'hdq'));
  await openFirst(page, '签收');

  await page.getByLabel('备注').fill('已收到');
  await page.getByRole('button', { name: '签收', exact: true }).click();

  await expect(page.getByRole('status').first()).toContainText('已提交');
  await openFirst(page, '制定实施方案');
  await expect(page.locator('.course')).toContainText('已收到');
});

test('a refusal takes the focus and leads to its field', async ({ page }, info) => {
  await signIn(page, district(info.project.name, 'hxq', 'nkq'));
  await openFirst(page, '签收');
  await page.getByRole('button', { name: '签收', exact: true }).click();
  await openFirst(page, '制定实施方案');

  await page.getByLabel('附言').fill('先写附言');
  await page.getByRole('button', { name: '提交实施方案' }).click();

  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('alert').getByRole('link').click();
  await expect(page.locator('#f-plan')).toBeFocused();
  await expect(page.getByLabel('附言')).toHaveValue('先写附言');
});

test('a second click on a button sends nothing a second time', async ({ page }, info) => {
  await signIn(page, district(info.project.name, 'hbq', 'hqq'));
  await openFirst(page, '签收');
  let sent = 0;
  page.on('request', request => {
    if (request.method() === 'POST') sent++;
  });

  await page.getByRole('button', { name: '签收', exact: true }).dblclick();

  await expect(page.getByRole('status').first()).toContainText('已提交');
  expect(sent).toBe(1);
});

test('a filter takes effect when it is chosen', async ({ page }, info) => {
  await signIn(page, 'office.clerk');
  if (info.project.name === 'phone') await page.getByText('筛选条件').click();

  await page.getByLabel('范围').selectOption('all');

  await expect(page).toHaveURL(/scope=all/);
  await expect(page.getByRole('row')).not.toHaveCount(0);
});

test('on a narrow screen the facts stand folded under the title, on a wide one beside the text', async ({ page }, info) => {
  await signIn(page, 'zscqj.officer');
  await openFirst(page, '签收');

  const facts = page.locator('.facts dl');
  await (info.project.name === 'phone' ? expect(facts).toBeHidden() : expect(facts).toBeVisible());
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the course from the acknowledgement to the paper is walked', async ({ page }, info) => {
    await signIn(page, district(info.project.name, 'dlq', 'xqq'));
    await openFirst(page, '签收');
    await page.getByRole('button', { name: '签收', exact: true }).click();
    await openFirst(page, '制定实施方案');

    await page.getByLabel('实施方案').fill('一、六月底前完成。\n二、十一月底前总结。');
    await page.getByRole('button', { name: '提交实施方案' }).click();

    await expect(page.getByRole('status')).toContainText('已提交');
    await page.goto('/?state=done');
    await expect(page.getByRole('rowheader', { name: '制定实施方案' })).toBeVisible();
  });

  test('filters are applied by their button', async ({ page }) => {
    await signIn(page, 'office.clerk');
    await page.getByLabel('范围').selectOption('all');
    await page.getByRole('button', { name: '筛选' }).click();

    await expect(page).toHaveURL(/scope=all/);
  });
});
