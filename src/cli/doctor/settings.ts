import { TeamsError } from '../../model/teams-error.js';
import type { Settings, SettingsInput } from '../../model/settings.js';
import { readSettings } from '../../session/read-settings.js';
import type { Tag } from './html.js';

/** The settings that the doctor takes as options too, by the names of their attributes. */
export const settingAttributes = ['client-id', 'token-url', 'redirect-uri', 'authority', 'cloud', 'emulator'] as const;

/** What a page has configured: its settings, or the sentence why they cannot work. */
export type Configured = Settings | { readonly problem: string };

/** Reads the settings exactly as the page's session would, from `<teams-session>`; what was given by hand goes first. */
export function configured(
  tags: readonly Tag[],
  given: Readonly<Record<string, string>>,
  base: string,
  scriptUrl: string | undefined,
): Configured {
  const session = tags.find(({ name }) => name === 'teams-session');
  const attributes = Object.entries({ ...session?.attributes, ...given });
  const input = Object.fromEntries(attributes.map(([name, value]) => [camelCase(name), value])) as SettingsInput;
  try {
    const settings = readSettings(input, base, scriptUrl);
    if (settings) return settings;
  } catch (error) {
    if (error instanceof TeamsError) return { problem: error.message };
    throw error;
  }
  return { problem: session ? '<teams-session> has no attributes.' : 'The page’s HTML has no <teams-session>.' };
}

export function isSettings(settings: Configured): settings is Settings {
  return 'clientId' in settings;
}

function camelCase(attribute: string): string {
  return attribute.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
