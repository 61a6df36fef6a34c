import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig, devices } from '@playwright/test';

// Every worker reads this file again: what must be the same for all is handed on in the environment.
process.env.IPSTRATEGY_BROWSER_DATA ??= join(tmpdir(), `ipstrategy-browser-${randomBytes(6).toString('hex')}`);
process.env.IPSTRATEGY_BROWSER_PASSWORD ??= `Demo-${randomBytes(9).toString('base64url')}-7`;
process.env.IPSTRATEGY_BROWSER_PORT ??= '5187';

const data = process.env.IPSTRATEGY_BROWSER_DATA;
const password = process.env.IPSTRATEGY_BROWSER_PASSWORD;
const address = `http://127.0.0.1:${process.env.IPSTRATEGY_BROWSER_PORT}`;
const configuration = process.env.CONFIGURATION ?? 'Debug';
const root = resolve(import.meta.dirname, '../..');

export default defineConfig({
  testDir: 'tests',
  outputDir: 'TestResults',
  globalTeardown: './remove-data.ts',
  forbidOnly: !!process.env.CI,
  // One server with one clock: tests that move it must not meet.
  workers: 1,
  retries: 0,
  timeout: 30_000,
  reporter: [['list']],
  use: {
    baseURL: address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desk', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'phone', use: { ...devices['Pixel 7'] } },
  ],
  webServer: {
    // Built beforehand: a build inside the test run would hide its warnings and eat the time allowed for the start.
    command:
      `dotnet run --project src/IpStrategy.Web --no-build -c ${configuration} --` +
      ` --demo --demo-password ${password} --urls ${address} --data "${data}"`,
    cwd: root,
    url: `${address}/healthz/live`,
    reuseExistingServer: false,
    // A hundred demo accounts cost several seconds of password hashing at the first start.
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
    stderr: 'pipe',
  },
});
