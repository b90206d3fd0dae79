import type { WorldUser } from '../world/world.js';
import type { GraphAnswer, GraphEndpoint } from './endpoint.js';
import { GraphError } from './graph-error.js';
import { portrait } from './portrait.js';
import { knownUser } from './users.js';

const sizes = [48, 64, 96, 120, 240, 360, 432, 504, 648];
const usualSize = 240;
const others = ['User.ReadBasic.All', 'User.Read.All'];
const own = ['User.Read', ...others];

export const photoEndpoints: readonly GraphEndpoint[] = [
  {
    method: 'GET',
    path: '/me/photo/$value',
    scopes: own,
    answer: ({ caller }) => photo(caller.user, usualSize),
  },
  {
    method: 'GET',
    path: '/me/photos/{size}/$value',
    scopes: own,
    answer: ({ caller }, parameter) => photo(caller.user, readSize(parameter('size'))),
  },
  {
    method: 'GET',
    path: '/users/{user}/photo/$value',
    scopes: others,
    ownScopes: own,
    answer: ({ world, caller }, parameter) => photo(knownUser(world, caller, parameter('user')), usualSize),
  },
  {
    method: 'GET',
    path: '/users/{user}/photos/{size}/$value',
    scopes: others,
    ownScopes: own,
    answer: ({ world, caller }, parameter) =>
      photo(knownUser(world, caller, parameter('user')), readSize(parameter('size'))),
  },
];

function photo(user: WorldUser, size: number): GraphAnswer {
  if (!user.photo) throw new GraphError(404, 'ImageNotFound', "The photo wasn't found.");
  return { status: 200, picture: portrait(user, size) };
}

function readSize(text: string): number {
  const size = sizes.find((each) => text === `${each}x${each}`);
  if (size !== undefined) return size;
  throw new GraphError(404, 'ImageNotFound', `There is no photo of the size '${text}'.`);
}
