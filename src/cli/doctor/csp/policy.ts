import type { Tag } from '../html.js';

/** One Content Security Policy. Where a page has several, each of them has to permit what it does. */
export interface Policy {
  readonly directives: ReadonlyMap<string, readonly string[]>;
  /** Whether it only reports, and forbids nothing yet. */
  readonly reportOnly: boolean;
}

/** What counts in a header alone. */
const notInMeta = ['frame-ancestors', 'sandbox', 'report-uri'];

/** All policies of a page: from its headers, and from `<meta>` in its head. */
export function policiesOf(headers: Headers, tags: readonly Tag[] = []): readonly Policy[] {
  const fromHeader = (name: string, reportOnly: boolean): readonly Policy[] =>
    (headers.get(name) ?? '').split(',').map((text) => ({ directives: parsed(text), reportOnly }));
  const fromMeta = tags
    .filter(({ name, inHead, attributes }) => {
      return name === 'meta' && inHead && attributes['http-equiv']?.toLowerCase() === 'content-security-policy';
    })
    .flatMap(({ attributes }) => (attributes['content'] ?? '').split(','))
    .map((text) => {
      const directives = new Map([...parsed(text)].filter(([name]) => !notInMeta.includes(name)));
      return { directives, reportOnly: false };
    });
  return [
    ...fromHeader('content-security-policy', false),
    ...fromHeader('content-security-policy-report-only', true),
    ...fromMeta,
  ].filter(({ directives }) => directives.size > 0);
}

/** Of a directive that is there twice, the first counts. */
function parsed(text: string): ReadonlyMap<string, readonly string[]> {
  const directives = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}
