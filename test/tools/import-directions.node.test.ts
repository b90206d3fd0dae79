import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { checkImportDirections } from './import-directions.mjs';

const root = join(import.meta.dirname, '../..');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A project with these sources, and with our packages. */
function project(sources: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'import-directions-')));
  folders.push(folder);
  for (const file of ['node_modules', 'package.json', 'tsconfig.json'])
    symlinkSync(join(root, file), join(folder, file));
  for (const [path, text] of Object.entries(sources)) {
    const file = join(folder, 'src', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** The files whose import is refused. */
function refused(sources: Record<string, string>): string[] {
  const { violations } = checkImportDirections(project(sources), Object.keys(sources).length);
  return [...new Set(violations.map((violation) => violation.split(' → ')[0] ?? ''))];
}

describe('the direction of imports', () => {
  it('lets rooms look down', () => {
    const sources = {
      'model/call.ts': 'export interface Call {}',
      'session/store.ts': "import type { Call } from '../model/call.js'; export const calls: Call[] = [];",
      'ui/label.ts':
        "import { html } from 'lit'; import { calls } from '../session/store.js'; export default html`${calls}`;",
    };
    assert.deepEqual(refused(sources), []);
  });

  const upward: Record<string, Record<string, string>> = {
    'a model that looks up': {
      'model/call.ts': "import '../session/store.js';",
      'session/store.ts': 'export {};',
    },
    'a type is an import too': {
      'ports/calling.ts': "import type { Store } from '../session/store.js'; export type Calling = Store;",
      'session/store.ts': 'export interface Store {}',
    },
    'an SDK in the session': {
      'session/sign-in.ts': "import '@azure/msal-browser';",
    },
    'Lit in the session': {
      'session/sign-in.ts': "import 'lit';",
    },
    'an adapter in an element': {
      'elements/teams-call/teams-call.ts': "import '../../adapters/graph/graph-people.js';",
      'adapters/graph/graph-people.ts': 'export {};',
    },
    'one adapter in another': {
      'adapters/calling/calling.ts': "import '../graph/graph-people.js';",
      'adapters/graph/graph-people.ts': 'export {};',
    },
    'an adapter in the first load': {
      'wire.ts': "import './adapters/graph/graph-people.js';",
      'adapters/graph/graph-people.ts': 'export {};',
    },
    'an SDK that runs in the emulator': {
      'emulator/calling/agent.ts': "import { CallClient } from '@azure/communication-calling'; new CallClient();",
    },
    'Node in the browser': {
      'adapters/graph/graph-people.ts': "import 'node:fs';",
    },
    'a package that is only here for development': {
      'adapters/graph/graph-people.ts': "import 'axe-core';",
    },
    'a file of no room': {
      'helpers/things.ts': "import '../model/call.js';",
      'model/call.ts': 'export {};',
    },
    'a circle': {
      'model/call.ts': "import { b } from './person.js'; export const a = () => b;",
      'model/person.ts': "import { a } from './call.js'; export const b = () => a;",
    },
    'an import of nothing': {
      'model/call.ts': "import './no-such-file.js';",
    },
  };

  for (const [name, sources] of Object.entries(upward)) {
    it(`refuses ${name}`, () => {
      assert.ok(refused(sources).includes(`src/${Object.keys(sources)[0]}`));
    });
  }

  it('is not content with having checked nothing', () => {
    const { violations } = checkImportDirections(project({ 'model/call.ts': 'export {};' }), 2);
    assert.deepEqual(violations, ['Only 1 modules were checked; at least 2 are there.']);
  });
});
