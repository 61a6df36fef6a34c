import { expect, test, type APIRequestContext } from '@playwright/test';

const password = () => process.env.IPSTRATEGY_BROWSER_PASSWORD!;

interface Desk {
  item: { id: string };
  headers: Record<string, string>;
}

/** The one item of this step that the person has to do with the assignment. */
async function desk(api: APIRequestContext, user: string, step: string, assignment: number): Promise<Desk> {
  const login = await api.post('/api/auth/login', { data: { userName: user, password: password() } });
  const headers = { authorization: `Bearer ${(await login.json()).accessToken}` };
  const list = await api.get(`/api/work-items?scope=mine&step=${step}&pageSize=200`, { headers });
  const item = (await list.json()).items.find((i: { assignmentNumber: number }) => i.assignmentNumber === assignment);
  return { item, headers };
}

/** Does steps that the test is not about: by the API, as another program would. */
async function complete(api: APIRequestContext, user: string, assignment: number, step: string, answers: object = {}): Promise<void> {
  const { item, headers } = await desk(api, user, step, assignment);
  const done = await api.post(`/api/work-items/${item.id}/complete`, { headers, data: { answers } });
  expect(done.ok(), `${user} ${step}`).toBe(true);
}

test('a non-concurrence that is maintained goes by the office to a leader, and the record tells it', async ({ page, request }, info) => {
  // Two assignments of the same shape, so that desk and phone do not meet.
  const assignment = info.project.name === 'phone' ? 46 : 17;
  const open = async (user: string, step: string): Promise<void> => {
    const { item } = await desk(request, user, step, assignment);
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByLabel('用户名').fill(user);
    await page.getByLabel('密码').fill(password());
    await page.getByRole('button', { name: '登录' }).click();
    // Where one arrives depends on one's post.
    await page.waitForURL(address => !address.pathname.includes('sign-in'));
    await page.goto(`/work-items/${item.id}`);
  };
  await complete(request, 'zscqj.officer', assignment, 'acknowledge');
  await complete(request, 'zscqj.officer', assignment, 'draftPlan', { plan: '方案' });
  await complete(request, 'bqj.officer', assignment, 'reply', { outcome: 'Concur' });

  await open('gsj.officer', 'reply');
  await page.getByRole('radio', { name: '不同意' }).check();
  await page.locator('main .button-primary').click();
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('alert').getByRole('link').click();
  await page.keyboard.type('职责不清');
  await page.locator('main .button-primary').click();
  await expect(page.getByRole('status').first()).toContainText('已提交');

  await open('zscqj.officer', 'answerNonConcur');
  await page.getByRole('radio', { name: '不采纳' }).check();
  await page.getByLabel('市工商局：答复内容', { exact: false }).fill('以三定方案为准');
  await page.getByRole('button', { name: '提交答复' }).click();
  await expect(page.getByRole('status').first()).toContainText('已提交');

  await open('office.clerk', 'convene');
  await page.locator('#f-opinion').fill('已召集两家协调');
  await page.locator('main .button-primary').click();
  await open('leadership', 'decideImpasse');
  await page.locator('#f-opinion').fill('按牵头单位意见办');
  await page.locator('main .button-primary').click();

  await open('zscqj.officer', 'consolidate');
  for (const said of ['职责不清', '以三定方案为准', '已召集两家协调', '按牵头单位意见办']) {
    await expect(page.locator('main')).toContainText(said);
  }
});
