/** Whether a version is outside a range such as `>=1.40.1 <3`, and on which side; undefined where it is inside. */
export function versionProblem(version: string, range: string): 'old' | 'new' | undefined {
  const numbers = numbersOf(version);
  for (const bound of range.split(' ')) {
    const [, sign, limit] = /^(>=|<)(\d+(?:\.\d+){0,2})$/.exec(bound) ?? [];
    if (limit === undefined) throw new Error(`"${range}" is no range that can be read.`);
    const order = compare(numbers, numbersOf(limit));
    if (sign === '>=' && order < 0) return 'old';
    if (sign === '<' && order >= 0) return 'new';
  }
  return undefined;
}

/** Of a preview such as `2.1.0-beta.1` the numbers count: whoever installs one wants that version's interface. */
function numbersOf(version: string): readonly number[] {
  return version.split(/[-+]/, 1).flatMap((numbers) => numbers.split('.').map(Number));
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
