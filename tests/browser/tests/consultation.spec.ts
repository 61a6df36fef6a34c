import { expect, test, type Page } from '@playwright/test';
import { signIn } from './people.js';

const password = () => process.env.IPSTRATEGY_BROWSER_PASSWORD!;

/** Does steps that the test is not about: by the API, as another program would. */
async function complete(page: Page, user: string, assignment: number, step: string, answers: object = {}, opinion?: string) {
  const login = await page.request.post('/api/auth/login', { data: { userName: user, password: password() } });
  const headers = { authorization: `Bearer ${(await login.json()).accessToken}` };
  const list = await page.request.get(`/api/work-items?scope=mine&step=${step}&pageSize=200`, { headers });
  const item = (await list.json()).items.find((i: { assignmentNumber: number }) => i.assignmentNumber === assignment);
  const done = await page.request.post(`/api/work-items/${item.id}/complete`, { headers, data: { answers, opinion } });
  expect(done.ok(), `${user} ${step}`).toBe(true);
}

/** Opens the only item of this step that the person has to do with the assignment. */
async function open(page: Page, user: string, step: string, assignment: number): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, user);
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: step, exact: true }) })
    .filter({ has: page.getByRole('cell', { name: `${assignment}`, exact: true }) })
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(step);
}

test('a non-concurrence that is maintained goes by the office to a leader, and the record tells it', async ({ page }, info) => {
  test.setTimeout(90_000);
  // Two assignments of the same shape, so that desk and phone do not meet.
  const assignment = info.project.name === 'phone' ? 46 : 17;
  await complete(page, 'zscqj.officer', assignment, 'acknowledge');
  await complete(page, 'zscqj.officer', assignment, 'draftPlan', { plan: '方案' });
  await complete(page, 'bqj.officer', assignment, 'reply', { outcome: 'Concur' });

  await open(page, 'gsj.officer', '反馈意见', assignment);
  await page.getByLabel('不同意', { exact: false }).check();
  await page.getByRole('button', { name: '提交', exact: false }).first().click();
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('alert').getByRole('link').click();
  await page.keyboard.type('职责不清');
  await page.locator('main .button-primary').click();
  await expect(page.getByRole('status').first()).toContainText('已提交');

  await open(page, 'zscqj.officer', '答复不同意见', assignment);
  await page.getByLabel('不采纳', { exact: false }).check();
  await page.getByLabel('市工商局：答复内容', { exact: false }).fill('以三定方案为准');
  await page.getByRole('button', { name: '提交答复' }).click();
  await expect(page.getByRole('status').first()).toContainText('已提交');

  await open(page, 'office.clerk', '召集协调', assignment);
  await page.locator('#f-opinion').fill('已召集两家协调');
  await page.locator('main .button-primary').click();
  await open(page, 'leadership', '裁定分歧', assignment);
  await page.locator('#f-opinion').fill('按牵头单位意见办');
  await page.locator('main .button-primary').click();

  await open(page, 'zscqj.officer', '汇总修改', assignment);
  for (const said of ['职责不清', '以三定方案为准', '已召集两家协调', '按牵头单位意见办']) {
    await expect(page.locator('main')).toContainText(said);
  }
});
