// @ts-check
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Our sources are some hundred modules. A cruiser that sees fewer has not understood them. */
const fewestModules = 100;

/** @typedef {{ readonly name: string, readonly comment?: string }} Rule */

/**
 * Checks which room imports which, by the table in `.dependency-cruiser.cjs`.
 *
 * The tool reports success when it finds nothing to check, so the modules it saw are counted too.
 *
 * @param {string} [folder] Holds `src/`, `package.json` and `tsconfig.json`.
 * @param {number} [fewest]
 * @returns {{ modules: number, violations: string[] }}
 */
export function checkImportDirections(folder = root, fewest = fewestModules) {
  const config = join(root, '.dependency-cruiser.cjs');
  const run = spawnSync(process.execPath, [cruiser, '--config', config, '--output-type', 'json', 'src'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (!run.stdout) throw new Error(`dependency-cruiser said nothing.\n${run.stderr}`);
  const { modules, summary } = JSON.parse(run.stdout);
  const own = modules.filter((/** @type {{ source: string, dependencies: unknown[] }} */ { source }) =>
    source.startsWith('src/'),
  );
  const rules = new Map(summary.ruleSetUsed.forbidden.map((/** @type {Rule} */ rule) => [rule.name, rule]));
  const violations = summary.violations.map(
    (/** @type {{ rule: Rule, from: string, to: string }} */ { rule: { name }, from, to }) =>
      `${from} → ${to}: ${rules.get(name)?.comment ?? name}`,
  );
  if (own.length < fewest) violations.push(`Only ${own.length} modules were checked; at least ${fewest} are there.`);
  return { modules: own.length, violations };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { modules, violations } = checkImportDirections();
  for (const violation of violations) console.error(violation);
  console.log(`${modules} modules, ${violations.length} imports against the direction`);
  if (violations.length > 0) process.exitCode = 1;
}
