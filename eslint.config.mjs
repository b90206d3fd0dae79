import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts'];
const shipped = ['src/**/*.ts'];
const withTemplates = ['src/**/*.ts', 'stories/**/*.ts'];

const explicitExtension = {
  // U+002F is a slash: a selector's regular expression may not hold one.
  selector:
    ':matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, ImportExpression)' +
    ' > Literal.source[value=/^\\.{1,2}(\\u002F|$)/]:not([value=/\\.(js|mjs|json|css)$/])',
  message: 'Name the file with its extension: browsers and Node do not guess.',
};

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Export by name: it is the same name everywhere.',
};

/** node:test keeps track of its tests itself; their promises need no await. */
const testsOfNode = ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'];

export default tseslint.config(
  { ignores: ['dist', 'storybook-static', 'coverage', 'node_modules', '**/node_modules'] },
  js.configs.recommended,
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', explicitExtension],
      // An async function makes a rejection of what it throws, with or without an await in it.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: testsOfNode }] },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: shipped,
    rules: {
      'no-restricted-syntax': ['error', explicitExtension, noDefaultExport],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli.ts', 'src/cli/**', 'src/emulator/**', 'src/server/**'],
    rules: { 'no-console': 'error' },
  },
  { files: withTemplates, ...lit['flat/recommended'] },
  { files: shipped, ...wc['flat/recommended'] },
  { files: withTemplates, plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off', // chai's sentences end in a property
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', 'demo/**/*.js'],
    rules: {
      'no-undef': 'off', // what exists where is the compiler's to know
      'no-restricted-syntax': ['error', explicitExtension],
    },
  },
);
