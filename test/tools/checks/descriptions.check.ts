import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

interface Described {
  readonly name?: string;
  readonly description?: string;
}

interface Declaration extends Described {
  readonly tagName?: string;
  readonly members?: readonly Described[];
  readonly attributes?: readonly Described[];
  readonly slots?: readonly Described[];
  readonly events?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
  readonly cssStates?: readonly Described[];
}

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

const root = join(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as Manifest;
const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
const kinds = ['members', 'attributes', 'slots', 'events', 'cssParts', 'cssProperties', 'cssStates'] as const;

describe('the manifest of the elements', () => {
  it('knows the elements', () => {
    assert.ok(elements.length > 0);
  });

  for (const element of elements) {
    it(`says what every public thing of <${element.tagName}> is`, () => {
      assert.ok(element.description, 'the element itself');
      const silent = kinds.flatMap((kind) =>
        (element[kind] ?? []).filter(({ description }) => !description).map(({ name }) => `${kind}: ${name}`),
      );
      assert.deepEqual(silent, []);
    });

    it(`says every state of <${element.tagName}>, and no other`, () => {
      const source = readFileSync(join(root, 'src/elements', `${element.tagName}/${element.tagName}.ts`), 'utf8');
      const [, shown = ''] = /get shownStates\(\)[^]*?return \{([^]*?)\};\n/.exec(source) ?? [];
      const states = [...shown.matchAll(/(?:^|,)\s*'?([a-z-]+)'?:/g)].map(([, name]) => name);
      assert.deepEqual(element.cssStates?.map(({ name }) => name) ?? [], states);
    });
  }
});
