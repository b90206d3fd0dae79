import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

/** What is private or protected is nobody's to use: it stays out of the manifest, and so out of docs and editors. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        declaration.members = declaration.members?.filter(isPublic);
        declaration.attributes = declaration.attributes?.filter(isPublic);
      }
    }
  },
};

function isPublic({ name, privacy = 'public', static: isStatic, inheritedFrom }) {
  return privacy === 'public' && !isStatic && !name?.startsWith('#') && !inheritedFrom?.package?.startsWith('lit');
}

export default {
  globs: ['src/elements/*/teams-*.ts', 'src/ui/teams-element.ts'],
  exclude: ['**/*.styles.ts', '**/*.events.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  dependencies: false,
  plugins: [
    publicOnly,
    customElementVsCodePlugin({ outdir: 'dist/editors', hideLogs: true }),
    customElementJetBrainsPlugin({ outdir: 'dist/editors', packageJson: false, hideLogs: true }),
  ],
};
