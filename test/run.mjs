// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { installedRedis } from './tools/installed-redis.mjs';

/**
 * Runs every check of this repository, or the stages named on the command line:
 *
 *     node test/run.mjs            all of them
 *     node test/run.mjs unit node  these two
 *
 * A stage that fails does not keep the others from running. The last line is `N passed, N failed`. A stage for which this
 * machine lacks something is left out and says so; with `CI` in the environment it counts as failed.
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {string[][]} commands Run one after the other, until one fails.
 * @property {boolean} [counts] Whether the last command ends with counts of tests; otherwise the stage is one check.
 * @property {() => string | undefined} [missing] What this machine lacks for it, and how to get it.
 *
 * @typedef {{ passed: number, failed: number, output: string }} Result
 */

const root = resolve(import.meta.dirname, '..');
const node = process.execPath;

/** @param {string[]} args The name of a package's program, and its arguments. */
const program = (...args) => [npx(), '--no-install', ...args];
const npx = () => (process.platform === 'win32' ? 'npx.cmd' : 'npx');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/**
 * Tests for Node. The files are named one by one: Node 20 knows no patterns.
 *
 * @param {string[]} files
 * @param {number} [atOnce]
 */
const nodeTests = (files, atOnce = 2) => [
  [node, '--import', 'tsx', '--test', '--test-reporter=spec', `--test-concurrency=${atOnce}`, ...files],
];

/** @type {Stage[]} */
const stages = [
  { name: 'lint', commands: [[npm, 'run', '--silent', 'lint']] },
  { name: 'types', commands: [[npm, 'run', '--silent', 'typecheck']] },
  { name: 'directions', commands: [[npm, 'run', '--silent', 'directions']] },
  { name: 'build', commands: [[npm, 'run', '--silent', 'build']] },
  { name: 'files', commands: nodeTests(testFiles('.check.ts')), counts: true },
  { name: 'unit', commands: [program('wtr')], counts: true },
  { name: 'node', commands: nodeTests(testFiles('.node.test.ts')), counts: true },
  {
    name: 'redis',
    commands: nodeTests(testFiles('.redis.test.ts')),
    counts: true,
    missing: () => (installedRedis() ? undefined : 'redis-server is not installed: apt-get install redis-server'),
  },
  {
    name: 'stories',
    commands: [[npm, 'run', '--silent', 'storybook:build'], ...nodeTests(['test/stories.e2e.ts'])],
    counts: true,
  },
  // One flow at a time: each has two browsers and an emulator of its own.
  { name: 'e2e', commands: nodeTests(testFiles('.e2e.ts', 'test/e2e'), 1), counts: true },
  // The Calling SDK itself, beside the emulator's module: it needs seconds to find that there is no network.
  { name: 'contract', commands: nodeTests(testFiles('.contract.ts', 'test/contract')), counts: true },
  { name: 'packaging', commands: nodeTests(testFiles('.package.ts')), counts: true },
];

/**
 * @param {string} ending
 * @param {string} [folder]
 */
function testFiles(ending, folder = 'test') {
  if (!existsSync(join(root, folder))) return [];
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
    .map((file) => join(folder, file))
    .sort();
}

/**
 * @param {string[]} command
 * @returns {Promise<{ output: string, code: number | null }>}
 */
function run([file = '', ...args]) {
  return new Promise((resolve, reject) => {
    // CI=1 keeps tools from drawing progress over the lines above.
    const env = { ...process.env, CI: '1', NO_COLOR: '1', FORCE_COLOR: '0' };
    const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ output, code }));
  });
}

/**
 * The counts that node:test and our reporter for the web test runner end with. A test that was skipped or cancelled has
 * proved nothing, so it counts as failed.
 *
 * @param {string} output
 */
function countsIn(output) {
  const text = stripVTControlCharacters(output); // a progress line that is wiped leaves its codes before the counts
  /** @param {string} word */
  const count = (word) => Number([...text.matchAll(new RegExp(`^[#ℹ] ${word} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail') + count('cancelled') + count('skipped') + count('todo') };
}

/**
 * @param {Stage} stage
 * @returns {Promise<Result>}
 */
async function runStage({ commands, counts = false }) {
  let output = '';
  for (const [index, command] of commands.entries()) {
    const last = index === commands.length - 1;
    const ran = await run(command);
    output += ran.output;
    const failed = ran.code === 0 ? 0 : 1;
    if (failed && !(last && counts)) return { passed: 0, failed: 1, output };
    if (last && counts) {
      const counted = countsIn(ran.output);
      const ranNothing = counted.passed + counted.failed === 0;
      if (ranNothing) output += 'No test ran.\n';
      return { ...counted, failed: Math.max(counted.failed, failed, ranNothing ? 1 : 0), output };
    }
  }
  return { passed: 1, failed: 0, output };
}

function chosenStages() {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`No such stage: ${unknown.join(', ')}. There are: ${stages.map(({ name }) => name).join(', ')}.`);
    process.exit(2);
  }
  return names.length > 0 ? stages.filter(({ name }) => names.includes(name)) : stages;
}

const total = { passed: 0, failed: 0 };
for (const stage of chosenStages()) {
  const start = performance.now();
  const missing = stage.missing?.();
  if (missing && !process.env['CI']) {
    console.log(`${stage.name.padEnd(10)} left out, because ${missing}`);
    continue;
  }
  const { passed, failed, output } = missing
    ? { passed: 0, failed: 1, output: `With CI in the environment no stage is left out, but ${missing}` }
    : await runStage(stage);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) console.log(output.trimEnd());
  console.log(`${stage.name.padEnd(10)} ${passed} passed, ${failed} failed  (${seconds} s)`);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
