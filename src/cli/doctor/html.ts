import { parse, type DefaultTreeAdapterTypes } from 'parse5';

/** A tag of a page, with its attributes as a browser reads them. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether it is in the page's head: policies elsewhere count for nothing. */
  readonly inHead: boolean;
}

/** All tags of a page in their order: not those in comments, in scripts, in templates or for browsers without scripts. */
export function tagsOf(html: string): readonly Tag[] {
  const tags: Tag[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node, inHead: boolean): void => {
    if ('tagName' in node) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      tags.push({ name: node.tagName, attributes, inHead });
    }
    if (!('childNodes' in node)) return;
    for (const child of node.childNodes) visit(child, inHead || node.nodeName === 'head');
  };
  visit(parse(html), false);
  return tags;
}

/** What relative addresses of a page are relative to. */
export function baseOf(tags: readonly Tag[], pageUrl: string): string {
  const href = tags.find(({ name, attributes }) => name === 'base' && 'href' in attributes)?.attributes['href'];
  return href !== undefined && URL.canParse(href, pageUrl) ? new URL(href, pageUrl).href : pageUrl;
}
