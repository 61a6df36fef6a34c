import { rmSync } from 'node:fs';

export default function removeData(): void {
  const data = process.env.IPSTRATEGY_BROWSER_DATA;
  if (data) rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}
