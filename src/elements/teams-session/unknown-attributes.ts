/** What every HTML element may carry, so it is no mistake on ours. */
const GLOBAL = new Set(
  (
    'accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint exportparts hidden ' +
    'id inert inputmode is itemid itemprop itemref itemscope itemtype key lang nonce part popover ref role slot ' +
    'spellcheck style tabindex title translate writingsuggestions'
  ).split(' '),
);
/** What frameworks and libraries add to elements by themselves, and names with a colon, dot, @ or underscore. */
const FOREIGN = /^(?:aria-|data-|on|v-|x-|ng-|hx-|js)|[^a-z0-9-]/;

/** An attribute that we do not know, and the one of ours that was probably meant. */
export interface UnknownAttribute {
  readonly name: string;
  readonly meant: string | undefined;
}

/** The attributes of an element that neither it nor HTML knows. */
export function unknownAttributes(element: Element, known: readonly string[]): readonly UnknownAttribute[] {
  return element
    .getAttributeNames()
    .filter((name) => !known.includes(name) && !GLOBAL.has(name) && !FOREIGN.test(name))
    .map((name) => ({ name, meant: nearest(name, known) }));
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: distanceBetween(plain(name), plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined;
}

function plain(name: string): string {
  return name.replaceAll('-', '');
}

/** How many letters have to change to make one word of the other (Levenshtein). */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
