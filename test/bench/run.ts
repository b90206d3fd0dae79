// Measurements, not tests: how long things take here and now, each beside a bare reference in the same run.
import { existsSync } from 'node:fs';
import { firstRemoteFrame } from './first-remote-frame.js';

const runs = Number(process.argv[2] ?? 10);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`Say how many runs: npm run bench -- 10, not "${process.argv[2]}".`);
  process.exit(2);
}

if (!existsSync(new URL('../../dist/emulator/index.js', import.meta.url))) {
  console.error('What is measured is what was built, and dist/ is empty. Run `npm run build` first.');
  process.exit(1);
}

const { ours, loopback } = await firstRemoteFrame(runs);
report('click → first remote frame, emulator call', ours);
report('the same by a hand-written WebRTC loopback', loopback);
console.log(`ratio of the medians: ${(median(ours) / median(loopback)).toFixed(2)} (bar: 1.3)`);

function report(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`${what}: median ${median(times).toFixed(0)} ms, ${sorted.map((time) => time.toFixed(0)).join(' ')}`);
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN,
    sorted[Math.ceil((sorted.length - 1) / 2)] ?? NaN,
  ];
  return (low + high) / 2;
}
