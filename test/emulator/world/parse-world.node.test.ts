import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultWorld } from '../../../src/emulator/world/default-world.js';
import { parseWorld } from '../../../src/emulator/world/parse-world.js';

describe('parseWorld', () => {
  it('reads what it is given, unchanged', () => {
    assert.deepEqual(parseWorld(JSON.parse(JSON.stringify(defaultWorld))), defaultWorld);
  });

  /** A world with one thing in it changed, by the path of that thing. */
  const changed = (path: readonly (string | number)[], value: unknown): unknown => {
    const world = structuredClone(defaultWorld) as unknown as Record<string | number, unknown>;
    let place = world;
    for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>;
    const last = path.at(-1) ?? '';
    if (value === undefined) delete place[last];
    else place[last] = value;
    return world;
  };
  const tenantId = '99999999-9999-4999-8999-999999999999';
  const alice = defaultWorld.users[0];

  const cases: readonly (readonly [string, unknown, string])[] = [
    ['no object', [], 'expected an object'],
    ['a list that is none', changed(['users'], {}), 'users: expected a list'],
    ['no tenant', changed(['tenants'], []), 'tenants: expected at least one tenant'],
    ['a missing field', changed(['users', 1, 'displayName'], undefined), 'users[1].displayName: missing'],
    [
      'an empty name',
      changed(['users', 1, 'displayName'], ' '),
      'users[1].displayName: expected a text that is not empty',
    ],
    [
      'an unknown field',
      changed(['tenants', 0, 'colour'], 'red'),
      'tenants[0].colour: unknown; what may stand here is id, displayName, domain, blocked, adminConsent',
    ],
    [
      'a tenant nobody knows',
      changed(['users', 3, 'tenantId'], tenantId),
      `users[3].tenantId: no tenant has the id "${tenantId}"`,
    ],
    ['an id that is none', changed(['clientId'], 'me'), 'clientId: expected a GUID in small letters'],
    [
      'a wrong behaviour',
      changed(['numbers', 0, 'behaviour'], 'sings'),
      'numbers[0].behaviour: expected one of "answers", "busy", "no-answer", "declines"',
    ],
    [
      'a number that cannot be called',
      changed(['numbers', 0, 'phoneNumber'], '555'),
      'numbers[0].phoneNumber: expected a phone number such as "+14255550100"',
    ],
    ['a flag that is none', changed(['users', 0, 'photo'], 'yes'), 'users[0].photo: expected true or false'],
    [
      'a list with something wrong in it',
      changed(['users', 0, 'businessPhones'], ['1', 2]),
      'users[0].businessPhones[1]: expected a text that is not empty',
    ],
    ['one id twice', changed(['users', 2, 'id'], alice?.id), `users[2].id: "${alice?.id}" is taken by users[0]`],
    [
      'one address twice',
      changed(['users', 2, 'userPrincipalName'], 'ALICE@fabrikam.example'),
      'users[2].userPrincipalName: "alice@fabrikam.example" is taken by users[0]',
    ],
  ];
  for (const [name, world, message] of cases) {
    it(`names the place of ${name}`, () => {
      assert.throws(() => parseWorld(world), { name: 'ShapeError', message });
    });
  }

  it('knows the people of the documentation', () => {
    const { users, tenants, numbers } = defaultWorld;
    const cast = users.filter(({ extra }) => !extra);
    assert(cast.some(({ teamsLicense }) => !teamsLicense));
    assert(cast.some(({ teamsLicense, phonePlan, userType }) => teamsLicense && !phonePlan && userType === 'Member'));
    assert(cast.some(({ userType }) => userType === 'Guest'));
    assert(tenants.some(({ blocked }) => blocked));
    assert(users.length > 300);
    assert.deepEqual(
      numbers.map(({ phoneNumber, behaviour }) => [phoneNumber, behaviour]),
      [
        ['+14255550100', 'answers'],
        ['+14255550101', 'busy'],
        ['+14255550102', 'no-answer'],
        ['+14255550103', 'declines'],
      ],
    );
  });
});
