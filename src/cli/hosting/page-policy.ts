import type { MicrosoftServices } from './services.js';

/** What a page with Teams Embed talks to, each as a source of a Content Security Policy. */
export interface PageServices extends MicrosoftServices {
  /** Where the script's files are: `'self'`, or an origin. */
  readonly scripts: string;
  readonly tokenService: string;
}

/** One source that a directive has to permit. */
export interface PolicyNeed {
  readonly directive: 'script-src' | 'connect-src' | 'frame-src' | 'worker-src' | 'img-src' | 'media-src';
  readonly source: string;
  /** What does not work without it: the end of "Without it …". */
  readonly without: string;
  /** Whether a page gets nowhere without it, or only lacks something. */
  readonly vital: boolean;
  /** Whether it is for signing in alone. */
  readonly signIn?: boolean;
}

/** All that a page's Content Security Policy has to permit. The text for the header and the doctor both come from here. */
export function policyNeeds({ scripts, tokenService, authority, graph, calling }: PageServices): readonly PolicyNeed[] {
  const noCalls = 'calls neither go out nor come in';
  return [
    { directive: 'script-src', source: scripts, without: 'nothing of Teams Embed is loaded', vital: true },
    { directive: 'connect-src', source: authority, without: 'nobody can sign in', vital: true, signIn: true },
    { directive: 'connect-src', source: graph, without: 'colleagues cannot be called', vital: true },
    { directive: 'connect-src', source: tokenService, without: noCalls, vital: true },
    ...calling.map((source) => ({ directive: 'connect-src', source, without: noCalls, vital: false }) as const),
    { directive: 'frame-src', source: "'self'", without: 'silent sign-in times out', vital: true, signIn: true },
    { directive: 'frame-src', source: authority, without: 'silent sign-in times out', vital: true, signIn: true },
    { directive: 'worker-src', source: 'blob:', without: 'the Calling SDK has no worker', vital: false },
    { directive: 'img-src', source: 'blob:', without: 'photos of people are not shown', vital: false },
    { directive: 'media-src', source: 'blob:', without: 'media of the Calling SDK may be missing', vital: false },
  ];
}

/**
 * The name of the one Trusted Types policy that the elements need. They are not asked for in the policy below, because
 * the Calling SDK (2.0.0) starts a worker from an address that is plain text, when it is imported: under Trusted Types
 * that is refused.
 */
export const trustedTypesPolicy = 'lit-html';

/** As strict as it may be: nothing that the needs above do not ask for, but the page's own files. */
export function contentSecurityPolicy(services: PageServices): string {
  const directives: Record<string, string[]> = {
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'media-src': ["'self'"],
    'worker-src': ["'self'"],
    'connect-src': ["'self'"],
    'frame-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
  };
  for (const { directive, source } of policyNeeds(services)) {
    const sources = (directives[directive] ??= []);
    if (!sources.includes(source)) sources.push(source);
  }
  return Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/** What a page or a frame may do with devices, and what lacks where it may not. */
export const devicePermissions = [
  { name: 'microphone', without: 'nobody can be heard', vital: true },
  { name: 'camera', without: 'there is no video of oneself', vital: true },
  { name: 'autoplay', without: 'calls ring without sound until the page is clicked', vital: false },
  { name: 'display-capture', without: 'no screen can be shared', vital: false },
  { name: 'speaker-selection', without: 'no other speaker can be chosen', vital: false },
] as const;

/** The header of a page that sends one. Not every browser knows the choice of a speaker, and a page has it anyway. */
export const permissionsPolicy = devicePermissions
  .filter(({ name }) => name !== 'speaker-selection')
  .map(({ name }) => `${name}=(self)`)
  .join(', ');

/** The attribute of an iframe that such a page is in. */
export const iframeAllow = devicePermissions.map(({ name }) => name).join('; ');
