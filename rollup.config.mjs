import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';

const source = resolve('src');
const callingSdk = '@azure/communication-calling';

const typescript = () => esbuild({ target: 'es2022', tsconfig: 'tsconfig.json' });
const forBrowsers = () => nodeResolve({ browser: true, exportConditions: ['production'] });
const minified = () => terser({ ecma: 2022, module: true, compress: { passes: 2 }, format: { comments: false } });

/** A bare specifier names a package, which the one who installs us has; all else is ours. */
const isPackage = (id) => !/^[./\0]/.test(id) && !id.startsWith(source);

/**
 * The calling SDK is Microsoft's and is never redistributed: the script tag takes it from a file that the integrator
 * puts beside the script.
 */
const callingSdkBesideTheScript = () => ({
  name: 'calling-sdk-beside-the-script',
  resolveId: (id) =>
    id === callingSdk ? { id: join(source, 'communication-calling.js'), external: 'relative' } : null,
});

/**
 * Takes the indentation and the comments out of Lit's templates, which no minifier looks into. A space stays wherever
 * there was one between tags, because there it is text. The line breaks move into the code behind them: so every line
 * keeps its number, and the source map stays right.
 */
const shortTemplates = () => ({
  name: 'short-templates',
  transform(code, id) {
    if (!id.startsWith(source) || !/\b(html|css|svg)`/.test(code)) return null;
    const edits = [];
    visitNodes(this.parse(code), ({ type, tag, quasi }) => {
      const shorten =
        type === 'TaggedTemplateExpression' && { html: shortHtml, svg: shortHtml, css: shortCss }[tag.name];
      if (!shorten) return;
      for (const { start, end, value, tail } of quasi.quasis) {
        const codeBehind = end + (tail ? '`'.length : '${'.length);
        edits.push({ start: codeBehind, end: codeBehind, text: value.raw.replace(/[^\n]/g, '') });
        edits.push({ start, end, text: shorten(value.raw) });
      }
    });
    const fromTheEnd = edits.sort((a, b) => b.start - a.start);
    return { code: fromTheEnd.reduce((text, edit) => replaced(text, edit), code), map: null };
  },
});

const replaced = (code, { start, end, text }) => code.slice(0, start) + text + code.slice(end);

function visitNodes(node, visitor) {
  if (typeof node?.type === 'string') visitor(node);
  if (node && typeof node === 'object') for (const child of Object.values(node)) visitNodes(child, visitor);
}

const shortHtml = (text) => text.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ');

const shortCss = (text) =>
  text
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');

/**
 * Keeps all that the front door loads at once in one chunk beside it. Lazy chunks then import that chunk and never the
 * front door itself, which a page may have loaded under another address (`teams-embed.js?v=2`): that would be a second
 * copy.
 */
function firstLoad(entry) {
  let members;
  return (id, { getModuleInfo }) => {
    members ??= staticImports(entry, getModuleInfo);
    return members.has(id) ? 'core' : undefined;
  };
}

/** `src/emulator/calling/index.ts` → `emulator-calling`: every folder has an index or a define, whose name says nothing. */
function chunkName(name, moduleId) {
  const isOfItsFolder = moduleId && ['index', 'define'].includes(name);
  return isOfItsFolder ? relative(source, dirname(moduleId)).split(sep).join('-') : name;
}

function staticImports(entry, getModuleInfo) {
  const found = new Set();
  const visit = (id) => {
    for (const imported of getModuleInfo(id)?.importedIds ?? []) {
      if (found.has(imported)) continue;
      found.add(imported);
      visit(imported);
    }
  };
  visit(entry);
  return found;
}

/** Licences ask that their text goes with the code: one file names every package that is inside a bundle. */
function thirdPartyNotices() {
  const packages = new Map();
  return {
    collect: {
      name: 'collect-licences',
      generateBundle(_options, bundle) {
        const modules = Object.values(bundle).flatMap((file) => Object.entries(file.modules ?? {}));
        for (const [id, { renderedLength }] of modules) {
          const folder = renderedLength > 0 ? packageFolder(id) : undefined;
          if (folder) packages.set(folder, licenceOf(folder));
        }
      },
    },
    write: {
      name: 'write-licences',
      generateBundle() {
        const text = [...packages.values()].sort().join(`\n${'-'.repeat(80)}\n\n`);
        this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: text });
      },
    },
  };
}

function packageFolder(moduleId) {
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(moduleId.replaceAll('\\', '/'))?.[1];
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((candidate) => /^licen[cs]e/i.test(candidate));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
}

/** Copies a file of the sources as it is. */
const asIs = (from, fileName) => ({
  name: 'as-is',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName, source: readFileSync(from, 'utf8') });
  },
});

function required(file) {
  if (!existsSync(file)) throw new Error(`The build needs ${file}, which is not there.`);
  return file;
}

function elementEntries() {
  const folder = 'src/elements';
  const tags = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  if (tags.length === 0) throw new Error(`There is no element in ${folder}.`);
  return Object.fromEntries(
    tags.map(({ name }) => [`elements/${name}/define`, required(`${folder}/${name}/define.ts`)]),
  );
}

const notices = thirdPartyNotices();
const frontDoor = required('src/teams-embed.ts');

/** For bundlers and import maps: one module per source module, packages left to them. */
const modules = {
  input: { index: required('src/index.ts'), 'teams-embed': frontDoor, ...elementEntries() },
  external: isPackage,
  plugins: [typescript(), forBrowsers()],
  output: {
    dir: 'dist/modules',
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: 'src',
    sourcemap: true,
  },
};

/** For the script tag: everything inside, in as few requests as a first look needs. */
const scriptTag = {
  input: { 'teams-embed': frontDoor },
  plugins: [callingSdkBesideTheScript(), forBrowsers(), typescript(), shortTemplates(), minified(), notices.collect],
  output: {
    dir: 'dist',
    format: 'es',
    sourcemap: true,
    hashCharacters: 'hex',
    chunkFileNames: ({ name, facadeModuleId }) => `chunks/${chunkName(name, facadeModuleId)}-[hash].js`,
    manualChunks: firstLoad(resolve(frontDoor)),
  },
};

/** The page that a sign-in comes back to. Its script is a file, because a strict CSP forbids scripts in the page. */
const redirectPage = {
  input: { 'teams-embed-redirect': required('src/adapters/msal/redirect/redirect.ts') },
  plugins: [
    forBrowsers(),
    typescript(),
    minified(),
    asIs(required('src/adapters/msal/redirect/redirect.html'), 'teams-embed-redirect.html'),
    notices.collect,
    notices.write,
  ],
  output: { dir: 'dist', format: 'es', sourcemap: true, inlineDynamicImports: true },
};

/**
 * The shipped file of the Calling SDK imports these two packages by their names, which no browser can resolve. They are
 * under the MIT licence: so that the SDK's file can be hosted as it is, each is offered as a file beside it.
 */
const besideTheCallingSdk = Object.entries({
  '@azure/logger': 'azure-logger',
  '@azure/communication-common': 'azure-communication-common',
}).map(([name, file], _index, all) => ({
  input: { [file]: name },
  // One logger for all: its level is set in one place.
  external: (id) => id !== name && all.some(([other]) => other === id),
  plugins: [forBrowsers(), minified(), notices.collect],
  output: {
    dir: 'dist',
    format: 'es',
    sourcemap: true,
    inlineDynamicImports: true,
    paths: Object.fromEntries(all.map(([other, beside]) => [other, `./${beside}.js`])),
  },
}));

/** For Node: the token service, the emulator and the command line. */
const node = {
  input: {
    'server/index': required('src/server/index.ts'),
    'emulator/index': required('src/emulator/index.ts'),
    cli: required('src/cli.ts'),
  },
  external: isPackage,
  plugins: [typescript(), nodeResolve({ preferBuiltins: true })],
  output: { dir: 'dist', format: 'es', preserveModules: true, preserveModulesRoot: 'src', sourcemap: true },
};

export default [modules, scriptTag, ...besideTheCallingSdk, redirectPage, node];
