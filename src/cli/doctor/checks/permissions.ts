import { devicePermissions } from '../../hosting/page-policy.js';
import { failure, orOk, warning, type Finding } from '../finding.js';
import { headerPermits } from '../permissions-policy.js';
import type { Subject } from '../subject.js';

/** Whether the page's own header lets it use a microphone and the rest. */
export function checkPermissions({ page, origin }: Subject): readonly Finding[] {
  if (!page) return [];
  const header = page.headers.get('permissions-policy');
  const problems = devicePermissions
    .filter(({ name }) => !headerPermits(header, name, origin, origin))
    .map(({ name, without, vital }) => {
      const saw = `The page’s Permissions-Policy forbids ${name}: ${without}.`;
      const remedy = `Write ${name}=(self) there.`;
      return vital ? failure('permissions', saw, remedy) : warning('permissions', saw, remedy);
    });
  return orOk('permissions', problems, 'The page may use microphone, camera and the rest.');
}
