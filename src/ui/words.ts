import { en, type Words } from '../locales/en.js';

export type { Words };

/** The words for a language. English until another is loaded. */
export function wordsFor(_language: string | undefined): Words {
  return en;
}
