import type { Cloud } from '../../model/cloud.js';
import { contentSecurityPolicy, iframeAllow, permissionsPolicy } from '../hosting/page-policy.js';
import { microsoftServices } from '../hosting/services.js';
import { redirectFile, scriptFile } from './hosted-file.js';
import { isElsewhere, redirectUri, scriptSource, type Place } from './place.js';

/** All that the words for the integrator depend on. */
export interface Hosting {
  readonly place: Place;
  readonly cloud: Cloud;
  /** As a source of a Content Security Policy. */
  readonly tokenService: string;
  /** The hash of every file, by its path. */
  readonly files: Readonly<Record<string, string>>;
  /** What the script loads at once. */
  readonly firstChunks: readonly string[];
}

/** What an integrator has to copy to where, once the files are there. */
export function instructions(hosting: Hosting): string {
  const { place, cloud, tokenService } = hosting;
  const services = { ...microsoftServices(cloud), scripts: scriptSource(place), tokenService };
  return [
    section('In your page', tags(hosting), [
      'The hashes cover the script and what it loads at once; they are others with every version. All that comes later',
      'is named for its content and comes from the same folder.',
    ]),
    ...(cloud === 'public' ? [] : [section('In its settings', [`<teams-session cloud="${cloud}" …>`])]),
    section('The headers of your page', [
      `Content-Security-Policy: ${contentSecurityPolicy(services)}`,
      `Permissions-Policy: ${permissionsPolicy}`,
    ]),
    section('Redirect URIs to register in Entra ID, for a single-page application', redirectUris(place)),
    section('Where your page is in a frame of another website', [`<iframe allow="${iframeAllow}" …>`]),
    'Then check what you have: npx teams-embed doctor --page ADDRESS_OF_YOUR_PAGE',
  ].join('\n\n');
}

function tags({ place, files, firstChunks }: Hosting): readonly string[] {
  const attributes = (path: string): string => `integrity="${files[path]}" crossorigin`;
  return [
    ...firstChunks.map((path) => `<link rel="modulepreload" href="${place.base}${path}" ${attributes(path)}>`),
    `<script type="module" src="${place.base}${scriptFile}" ${attributes(scriptFile)}></script>`,
  ];
}

function redirectUris(place: Place): readonly string[] {
  const origins = place.origins.length > 0 ? place.origins : ['https://<the origin of your page>'];
  const elsewhere = origins.filter((origin) => isElsewhere(place, origin));
  return [
    ...origins.map((origin) => redirectUri(place, origin)),
    ...elsewhere.map(
      (origin) => `(host ${redirectFile} and its script at the root of ${origin}, too: it must be there)`,
    ),
  ];
}

function section(title: string, lines: readonly string[], remark: readonly string[] = []): string {
  return [`${title}:`, ...lines.map((line) => `  ${line}`), ...remark].join('\n');
}
