// The manifest is made from the sources before Storybook starts; a fresh clone has none yet.
declare module '*/custom-elements.json' {
  const manifest: unknown;
  export default manifest;
}
