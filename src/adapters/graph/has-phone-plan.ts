import type { AssignedPlan } from '@microsoft/microsoft-graph-types';

/** The service plans of Teams Phone (MCOEV), by id: for companies, for resource accounts, GCC High and DoD. */
const TEAMS_PHONE: readonly string[] = [
  '4828c8ec-dc2e-4779-b502-87ac9ce28ab7',
  'f47330e9-c134-43b3-9993-e7f004506889',
  'db23fce2-a974-42ef-9002-d78dd42a0f22',
  'fd500458-c24c-478e-856c-a6067a8376cd',
];
/** A plan in its last days still works. */
const WORKING: readonly string[] = ['Enabled', 'Warning'];

/**
 * Whether an account may call telephone numbers, as far as its plans say. Whether a carrier lets a call through is
 * another matter, and only the call itself shows it.
 */
export function hasPhonePlan(plans: readonly AssignedPlan[] | null | undefined): boolean | undefined {
  if (!plans?.length) return undefined; // every licensed account has plans: none means that we were not told
  return plans.some(
    ({ servicePlanId, capabilityStatus }) =>
      TEAMS_PHONE.includes(servicePlanId?.toLowerCase() ?? '') && WORKING.includes(capabilityStatus ?? ''),
  );
}
