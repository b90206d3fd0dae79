// Kept from before any test can replace them with clocks of its own.
const now = performance.now.bind(performance);
const wait = globalThis.setTimeout.bind(globalThis);

/**
 * Resolves with what the condition answers as soon as that is truthy. A condition that throws is not yet true.
 *
 * @param awaited What is awaited, in words, for the error when it never comes.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  awaited: string = String(condition),
  timeoutMs = 10_000,
): Promise<Exclude<T, undefined | null | false | 0 | ''>> {
  const giveUpAt = now() + timeoutMs;
  for (;;) {
    let cause: unknown;
    try {
      const answer = await condition();
      if (answer) return answer as Exclude<T, undefined | null | false | 0 | ''>;
    } catch (error) {
      cause = error;
    }
    if (now() > giveUpAt) throw new Error(`After ${timeoutMs} ms still waiting until ${awaited}`, { cause });
    await new Promise((resolve) => wait(resolve, 10));
  }
}
