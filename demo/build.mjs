import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['src', 'rollup.config.mjs', 'tsconfig.json', 'package.json'];
const BUILT = ['dist/teams-embed.js', 'dist/teams-embed-redirect.html', 'dist/emulator/index.js'];

/** Why the product has to be built before it can be shown; undefined where it need not be. */
export function reasonToBuild() {
  if (BUILT.some((file) => !existsSync(join(root, file)))) return 'it was not built yet';
  const built = Math.min(...BUILT.map((file) => changedAt(join(root, file))));
  return SOURCES.some((source) => changedAt(join(root, source)) > built) ? 'its sources are newer' : undefined;
}

/** Runs `npm run build`. Answers whether that went well. */
export function build() {
  const npm = process.env.npm_execpath;
  const { status } = npm
    ? spawnSync(process.execPath, [npm, 'run', 'build'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm run build', { cwd: root, stdio: 'inherit', shell: true });
  return status === 0;
}

/** When a file, or the file of a folder that changed last, did so. */
function changedAt(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}
