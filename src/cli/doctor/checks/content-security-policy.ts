import { sdkFile } from '../../hosting/calling-sdk.js';
import { policyNeeds, trustedTypesPolicy, type PageServices, type PolicyNeed } from '../../hosting/page-policy.js';
import { microsoftServices } from '../../hosting/services.js';
import type { Settings } from '../../../model/settings.js';
import { permits, permitsScript, sourcesFor, type Script } from '../csp/permits.js';
import type { Policy } from '../csp/policy.js';
import { failure, ok, orOk, warning, type Finding } from '../finding.js';
import { isSettings } from '../settings.js';
import type { Subject } from '../subject.js';

const check = 'csp';

/** Whether every Content Security Policy of the page permits what Teams Embed does there. */
export function checkContentSecurityPolicy(subject: Subject): readonly Finding[] {
  const { page, policies, settings } = subject;
  if (!page) return [];
  if (policies.length === 0) return [ok(check, 'The page has no Content Security Policy: nothing is forbidden.')];
  const problems = policies.flatMap((policy) => [
    ...scriptProblems(subject, policy),
    ...(isSettings(settings) ? needProblems(subject, policy, settings) : []),
    ...trustedTypesProblems(policy, isSettings(settings) && settings.emulator !== undefined),
  ]);
  const many = policies.length === 1 ? 'policy permits' : `${policies.length} policies permit`;
  return orOk(check, problems, `The page’s ${many} all that Teams Embed does.`);
}

/** The script itself, and the files beside it that it loads later. */
function scriptProblems({ script, origin, settings }: Subject, policy: Policy): readonly Finding[] {
  if (!script) return [];
  const beside = (path: string): Script => ({ url: new URL(path, script.url).href });
  const withSdk = isSettings(settings) && settings.emulator === undefined;
  const scripts = [script, beside('chunks/core.js'), ...(withSdk ? [beside(sdkFile)] : [])];
  const forbidden = scripts.find((each) => !permitsScript(policy, each, origin));
  if (!forbidden) return [];
  const source = new URL(script.url).origin === origin ? "'self'" : new URL(script.url).origin;
  return [found(policy, 'script-src', forbidden.url, source, 'nothing of Teams Embed is loaded', true)];
}

function needProblems({ origin, script }: Subject, policy: Policy, settings: Settings): readonly Finding[] {
  // Where the page's own application signs in, ours neither asks the authority nor opens a frame for that.
  const needs = policyNeeds(servicesOf(settings, script?.url)).filter(
    ({ directive, signIn }) => directive !== 'script-src' && !(signIn && settings.signIn === 'host'),
  );
  const missing = needs.filter(
    ({ directive, source }) => !permits(policy, directive, sample(source, settings, origin), origin),
  );
  const single = missing.filter(({ source }) => !source.includes('*.'));
  const domains = missing.filter(({ source }) => source.includes('*.')).map(({ source }) => source);
  return [
    ...single.map((need) => {
      const source = sourceToAdd(need, origin);
      return found(policy, need.directive, source, source, need.without, need.vital);
    }),
    ...(domains.length > 0
      ? [
          found(
            policy,
            'connect-src',
            domains.join(' '),
            domains.join(' '),
            'the Calling SDK may not reach its hosts',
            false,
          ),
        ]
      : []),
  ];
}

function servicesOf({ emulator, tokenUrl, authority, cloud }: Settings, scripts = "'self'"): PageServices {
  if (emulator !== undefined) {
    const calling = [emulator.replace(/^http/, 'ws')];
    return { scripts, tokenService: tokenUrl, authority: emulator, graph: emulator, calling };
  }
  const { graph, calling } = microsoftServices(cloud);
  return { scripts, tokenService: tokenUrl, authority, graph: `${graph}/v1.0/me`, calling };
}

/** One address that a source stands for. */
function sample(source: string, { redirectUri }: Settings, origin: string): string {
  if (source === "'self'") return redirectUri;
  if (source === 'blob:') return `blob:${origin}/teams-embed`;
  return source.replace('*.', 'teams-embed.');
}

function sourceToAdd({ source }: PolicyNeed, origin: string): string {
  if (!URL.canParse(source) || source === 'blob:') return source;
  const { origin: ofSource, protocol, host } = new URL(source);
  if (ofSource === origin) return "'self'";
  return ofSource === 'null' ? `${protocol}//${host}` : ofSource;
}

/** The elements' templates are Lit's; the Calling SDK starts a worker from plain text. */
function trustedTypesProblems(policy: Policy, emulated: boolean): readonly Finding[] {
  const names = sourcesFor(policy, 'trusted-types');
  const has = (name: string): boolean => names === undefined || names.includes(name) || names.includes('*');
  const required = policy.directives.get('require-trusted-types-for')?.includes("'script'") ?? false;
  if (!has(trustedTypesPolicy)) {
    return [found(policy, 'trusted-types', trustedTypesPolicy, trustedTypesPolicy, 'no element shows anything', true)];
  }
  if (!required || emulated || names?.includes('default')) return [];
  const saw = `${nameOf(policy)} requires Trusted Types: the Calling SDK does without its worker there.`;
  return [
    warning(check, saw, "Leave require-trusted-types-for out, or have a policy named 'default' for its blob: address."),
  ];
}

function found(
  policy: Policy,
  directive: string,
  what: string,
  source: string,
  without: string,
  vital: boolean,
): Finding {
  const saw = `${nameOf(policy)} does not permit ${what} in ${directive}: ${without}.`;
  const remedy = `Add ${source} to ${directive}.`;
  return vital && !policy.reportOnly ? failure(check, saw, remedy) : warning(check, saw, remedy);
}

function nameOf({ reportOnly }: Policy): string {
  return reportOnly ? 'A Content-Security-Policy-Report-Only' : 'The Content Security Policy';
}
