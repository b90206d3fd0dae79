import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Command } from '../../src/cli/command.js';
import { contentSecurityPolicy } from '../../src/cli/hosting/page-policy.js';
import { microsoftServices } from '../../src/cli/hosting/services.js';
import { refusalStatuses } from '../../src/server/token/refusal.js';
import { ERRORS } from '../../src/model/error-codes.js';
import { PERMISSIONS } from '../../src/model/permissions.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const { scripts, exports } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
};

function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, first = '']) => first);
}

/** All of `src/` but the list of error codes: whatever throws an error names its code here. */
function namersOfCodes(): string {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('error-codes.ts'))
    .map((file) => read(join('src', file)))
    .join('\n');
}

/** The fields that an interface declares itself. */
function fieldsOf(source: string, name: string): readonly string[] {
  const [, body = ''] = new RegExp(`^export interface ${name}\\b[^{]*\\{\\n(.*?)^\\}`, 'ms').exec(source) ?? [];
  return all(body, /^ {2}readonly (\w+)\??:/gm);
}

/** As GitHub makes the anchor of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

for (const file of ['README.md', 'CONTRIBUTING.md']) {
  const text = read(file);

  describe(file, () => {
    it('links to what there is', () => {
      const links = all(text, /\]\(([^)]+)\)/g);
      assert.ok(links.length > 3);
      const anchors = all(text, /^#+ (.+)$/gm).map((heading) => `#${anchor(heading)}`);
      for (const link of links) {
        assert.ok(link.startsWith('#') ? anchors.includes(link) : existsSync(join(root, link)), link);
      }
    });

    it('names scripts that npm knows', () => {
      const named = all(text, /\bnpm run ([\w:-]+)/g);
      assert.ok(named.length > 0);
      for (const script of [...named, ...all(text, /\bnpm (start|test)\b/g)]) assert.ok(scripts[script], script);
    });

    it('runs files and stages that exist', () => {
      const files = all(text, /\bnode (?:--import tsx --test )?(test\/[\w./-]+)/g);
      for (const named of [...files, ...all(text, /--files ([\w./-]+)/g)])
        assert.ok(existsSync(join(root, named)), named);
      const stages = all(read('test/run.mjs'), /^\s*(?:\{ )?name: '(\w+)'/gm);
      for (const named of all(text, /node test\/run\.mjs ([\w ]+?) *#/g).flatMap((words) => words.split(' '))) {
        assert.ok(stages.includes(named), named);
      }
    });
  });
}

describe('what README.md says of the code', () => {
  const text = read('README.md');
  const sources = (folder: string, file: string): string => read(`src/${folder}/${file}`);
  const tags = [...new Set(all(text, /<(teams-[\w-]+)>/g))];

  it('has each element, with the attributes that it has', () => {
    assert.ok(tags.length >= 5);
    for (const tag of tags) {
      const source = sources('elements', `${tag}/${tag}.ts`);
      const properties = [...source.matchAll(/@property\((.*)\)\s+(\w+)/g)];
      const attributes = properties
        .filter(([, options = '']) => !options.includes('attribute: false'))
        .map(([, options = '', name = '']) => /attribute: '([\w-]+)'/.exec(options)?.[1] ?? name);
      const used = all(text, new RegExp(`<${tag}\\s([^>]*)>`, 'g')).flatMap((inside) => all(inside, /([\w-]+)=/g));
      for (const attribute of used) assert.ok(attributes.includes(attribute), `<${tag} ${attribute}>`);
      for (const attribute of attributes) assert.ok(text.includes(`\`${attribute}\``), `<${tag} ${attribute}>`);
      for (const part of all(source, /@csspart ([\w-]+)/g)) assert.ok(text.includes(`\`${part}\``), `${tag}: ${part}`);
      for (const state of all(source, /@cssState ([\w-]+)/g))
        assert.ok(text.includes(`\`${state}\``), `${tag}: ${state}`);
    }
  });

  it('has each event', () => {
    const index = read('src/api.ts');
    const files = all(index, /'\.\/session\/events\/([\w-]+)\.js'/g);
    const events = files.flatMap((file) => all(sources('session/events', `${file}.ts`), /^ {4}'(teams-[\w-]+)':/gm));
    assert.ok(events.length >= 9);
    for (const event of events) assert.ok(text.includes(`\`${event}\``), event);
    const named = new Set(all(text, /[`'](teams-(?:session-change|sign-in-required|before|call|error)[\w-]*)[`']/g));
    for (const event of named)
      assert.ok(events.includes(event) || existsSync(join(root, 'src/elements', event)), event);
  });

  it('says what a call has', () => {
    const model = read('src/model/call.ts');
    const fields = [...fieldsOf(model, 'ServiceCall'), ...fieldsOf(model, 'Call')];
    assert.ok(fields.includes('id') && fields.includes('startedAt'), 'both interfaces are found');
    const [, listed = ''] = /^- `call` has (.*?)\.$/ms.exec(text) ?? [];
    assert.deepEqual(all(listed, /`(\w+)`/g).toSorted(), fields.toSorted());
  });

  it('has each permission, as it is asked for', () => {
    const resources = { communication: 'Azure Communication Services', graph: 'Microsoft Graph' } as const;
    const [, section = ''] = text.split('## Signing in');
    const [signingIn = ''] = section.split('\n## ');
    const rows = signingIn.split('\n').filter((line) => line.startsWith('| `'));
    const expected = Object.entries(PERMISSIONS).map(([feature, { resource, scopes, when, purpose }]) => [
      `\`${feature}\``,
      `${scopes.map((scope) => `\`${scope}\``).join(', ')} (${resources[resource]})`,
      when,
      purpose,
    ]);
    const cells = (row: string): string[] =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
    assert.deepEqual(rows.map(cells), expected);
  });

  it('says how many files the first load is', () => {
    const { firstLoad } = JSON.parse(read('test/size/size.json')) as { readonly firstLoad: { readonly files: number } };
    const words = ['no', 'one', 'two', 'three', 'four', 'five'];
    const [, named = ''] = /first load of the script tag is (\w+) files?/.exec(text) ?? [];
    assert.equal(words.indexOf(named), firstLoad.files, named);
  });

  it('has each category of errors, and only codes that there are and that something throws', () => {
    const namers = namersOfCodes();
    const [, section = ''] = text.split('## Errors');
    const [errors = ''] = section.split('\n## ');
    const categories = all(errors, /^\| `(\w+)`/gm);
    assert.deepEqual(new Set(categories), new Set(Object.values(ERRORS).map(({ category }) => category)));
    for (const row of errors.split('\n').filter((line) => line.startsWith('| `'))) {
      const [, category = '', , examples = ''] = row.split('|');
      for (const code of all(examples, /`([\w-]+)`/g)) {
        assert.equal(`\`${ERRORS[code as keyof typeof ERRORS]?.category}\``, category.trim(), code);
        assert.ok(namers.includes(`'${code}'`), `nothing throws ${code}`);
      }
    }
    for (const code of all(text, /\bwith `([a-z]+(?:-[a-z]+)+)`/g)) assert.ok(namers.includes(`'${code}'`), code);
  });

  it('imports what package.json exports', () => {
    const specifiers = all(text, /\b(?:from|import) '(teams-embed[\w./-]*)'/g);
    assert.ok(specifiers.length > 3);
    const patterns = Object.keys(exports).map(
      (key) => new RegExp(`^teams-embed${key.slice(1).replace('*', '[\\w-]+')}$`),
    );
    for (const specifier of specifiers)
      assert.ok(
        patterns.some((pattern) => pattern.test(specifier)),
        specifier,
      );
  });

  it('has the policy that the commands print and check', () => {
    const services = {
      ...microsoftServices('public'),
      scripts: "'self'",
      tokenService: '<your token service>',
    };
    const [written = ''] = all(text, /```text\n(script-src [^`]+?);\n```/g);
    assert.equal(written.replaceAll(/\s+/g, ' '), contentSecurityPolicy(services));
  });

  it('types commands that there are, with options that they have', async () => {
    const typed = [...text.matchAll(/npx teams-embed ([\w-]+)([^`\n]*)/g)];
    assert.ok(typed.length > 4);
    for (const [line, name = '', words = ''] of typed) {
      const commands = Object.values((await import(`../../src/cli/${name}.js`)) as Record<string, Command>);
      const options = Object.keys(commands[0]?.options ?? {});
      for (const option of all(words, /--([\w-]+)/g)) assert.ok(options.includes(option), line);
    }
  });

  it('shows the examples of the token service as they are tried', () => {
    for (const file of ['express.mjs', 'azure-functions.mjs']) {
      assert.ok(text.includes(`\`\`\`js\n${read(`demo/token-service/${file}`)}\`\`\``), file);
    }
  });

  it('has each variable, option and refusal of the token service', () => {
    const [, section = ''] = text.split('\n## The token service\n');
    const [service = ''] = section.split('\n## ');
    const variables = all(sources('cli/token-service', 'environment.ts'), /^ {2}([A-Z_]+):/gm);
    assert.ok(variables.length > 5);
    assert.deepEqual(all(service, /^\| `([A-Z_]+)`/gm), variables);
    const options = fieldsOf(sources('server/token', 'create-token-handler.ts'), 'TokenHandlerOptions');
    assert.ok(options.includes('clientId'));
    assert.deepEqual(all(service, /^\| `([a-z]\w+)` {2,}\|/gm), options);
    const refusals = Object.entries(refusalStatuses).map(([code, status]) => `${status} ${code}`);
    const listed = [...service.matchAll(/^\| (\d{3}) +\| (.*)\|$/gm)].flatMap(([, status, codes = '']) =>
      all(codes, /`(\w+)`/g).map((code) => `${status} ${code}`),
    );
    assert.deepEqual(listed.toSorted(), refusals.toSorted());
    const logged = fieldsOf(sources('server/token', 'token-log.ts'), 'TokenLogEntry');
    assert.ok(logged.includes('requestId'));
    for (const field of logged) assert.ok(service.includes(field), field);
  });
});

describe('what CONTRIBUTING.md says of the code', () => {
  const text = read('CONTRIBUTING.md');

  it('has each room and each file beside the rooms in its map', () => {
    const rooms = readdirSync(join(root, 'src')).filter((name) => !name.endsWith('.d.ts'));
    assert.deepEqual(all(text, /^\| \[[\w.-]+\]\(src\/([\w.-]+)\)/gm).toSorted(), rooms.toSorted());
  });

  it('names the elements that are loaded late', () => {
    const late = all(read('src/teams-embed.ts'), /import\('\.\/elements\/([\w-]+)\/define\.js'\)/g);
    const [, named = ''] = /elements that a page has from the start; (.*?) are loaded when/s.exec(text) ?? [];
    assert.ok(late.length > 0);
    assert.deepEqual(all(named, /`([\w-]+)`/g).toSorted(), late.toSorted());
  });
});
