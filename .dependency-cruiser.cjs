/**
 * Which room of `src/` may import which: state flows down, wishes flow up. A line that is refused here is most often in
 * the wrong room.
 */

const sdk = 'node_modules/(@azure|@microsoft)/';
const lit = 'node_modules/(lit|lit-html|lit-element|@lit)/';

/** What each room may import, itself included; all else is refused. */
const rooms = {
  model: ['^src/model/'],
  ports: ['^src/(ports|model)/'],
  session: ['^src/(session|ports|model)/'],
  adapters: ['^src/(adapters|ports|model)/', sdk],
  locales: ['^src/locales/'],
  ui: ['^src/(ui|session|ports|model|locales)/', lit],
  elements: ['^src/(elements|ui|session|model)/', lit],
  server: ['^src/(server|model)/', sdk, 'node_modules/jose/'],
  emulator: ['^src/(emulator|server|model)/', sdk, 'node_modules/(jose|ws|@types/ws)/'],
  cli: [
    '^src/(cli|emulator|server|model)/',
    'node_modules/(parse5|entities|es-module-lexer|redis|@redis|@azure/identity)/',
  ],
};

/** Files that belong to no room, and what each may import. */
const singleFiles = {
  'src/api.ts': ['^src/(session|model)/', '^src/wire.ts$'],
  'src/index.ts': ['^src/api.ts$', '^src/elements/'],
  'src/teams-embed.ts': ['^src/api.ts$', '^src/(elements|ui)/'],
  'src/wire.ts': ['^src/(adapters|session|ports|model)/', '^src/emulator/calling/', sdk],
  'src/cli.ts': ['^src/cli/'],
};

/** Single imports that a room's row does not allow, each with the one file that may have it. */
const exceptions = {
  ui: { from: '^src/ui/teams-element.ts$', to: '^src/wire.ts$' },
  cli: { from: '^src/cli/doctor/settings.ts$', to: '^src/session/read-settings.ts$' },
  model: { from: '^src/model/phone-number/', to: 'node_modules/libphonenumber-js/' },
};

const onNode = '^src/(server/|cli/|emulator/(?!calling/)|cli.ts$)';
const coreModule = { dependencyTypesNot: ['core'] };

function roomRules([room, allowed]) {
  const except = exceptions[room];
  const from = { path: `^src/${room}/` };
  const comment = `${room}/ may import ${allowed.join(' or ')} only`;
  const rule = { name: `room-${room}`, severity: 'error', comment, to: { pathNot: allowed, ...coreModule } };
  if (!except) return [{ ...rule, from }];
  return [
    { ...rule, from: { ...from, pathNot: except.from } },
    {
      ...rule,
      name: `${rule.name}-${except.from}`,
      from: { path: except.from },
      to: { ...rule.to, pathNot: [...allowed, except.to] },
    },
  ];
}

function fileRule([file, allowed]) {
  return {
    name: `file-${file}`,
    severity: 'error',
    comment: `${file} may import ${allowed.join(' or ')} only`,
    from: { path: `^${file}$` },
    to: { pathNot: allowed, ...coreModule },
  };
}

module.exports = {
  forbidden: [
    ...Object.entries(rooms).flatMap(roomRules),
    ...Object.entries(singleFiles).map(fileRule),
    {
      name: 'every-file-has-a-room',
      severity: 'error',
      comment: 'A file of src/ is in a room that the table above knows, or is one of the files it names.',
      from: { path: '^src/', pathNot: [`^src/(${Object.keys(rooms).join('|')})/`, ...Object.keys(singleFiles)] },
      to: {},
    },
    {
      name: 'adapters-stay-apart',
      severity: 'error',
      comment: 'Every folder of adapters/ is a chunk of its own.',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/[^/]+/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'adapters-by-import()',
      severity: 'error',
      comment: 'wire.ts names adapters, their SDK and the emulator by import(): none of these is in the first load.',
      from: { path: '^src/wire.ts$' },
      to: {
        path: ['^src/adapters/[^/]+/', '^src/(emulator|model/phone-number)/', 'node_modules/'],
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'emulator-has-types-only-of-the-client-sdks',
      severity: 'error',
      comment: 'The emulator answers the client libraries; it does not run on them.',
      from: { path: '^src/emulator/' },
      to: {
        path: 'node_modules/(@azure/(communication-calling|msal-browser)|@microsoft)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'node-stays-on-the-server',
      severity: 'error',
      comment: 'A browser has no modules of Node.',
      from: { path: '^src/', pathNot: onNode },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circle',
      severity: 'error',
      comment:
        'Modules that load each other see each other half made. A circle with a type in it is none when it runs.',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      comment: 'What we ship needs only what package.json says it needs.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
    },
    {
      name: 'no-development-package',
      severity: 'error',
      comment: 'Development packages are not there at the one who installs us; types vanish on the way.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
