import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The file of a folder that a path of a URL means, and its content type; undefined where there is none. A path that
 * leaves the folder, in whatever spelling, means none.
 *
 * @param {string} folder An absolute path.
 * @param {string} pathname The path of a URL, still percent-encoded, from the folder on.
 * @returns {Promise<{ body: Buffer, type: string } | undefined>}
 */
export async function fileIn(folder, pathname) {
  const path = decoded(pathname);
  if (path === undefined || path.includes('\0') || path.split(/[/\\]/).includes('..')) return undefined;
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
  const type = TYPES[extname(file)];
  if (!type || !file.startsWith(folder + sep)) return undefined;
  try {
    return { body: await readFile(file), type };
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code)) return undefined;
    throw error;
  }
}

function decoded(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined; // no UTF-8: no file has such a name
  }
}
