import type { ArgTypes, ArgTypesEnhancer, Renderer } from 'storybook/internal/types';
import manifest from '../custom-elements.json';

interface Declaration {
  readonly tagName?: string;
  readonly cssStates?: readonly { readonly name: string; readonly description?: string }[];
}

const { modules } = manifest as { readonly modules: readonly { readonly declarations: readonly Declaration[] }[] };
const declarations = modules.flatMap((module) => module.declarations);

/** Lists the states of an element among its parts and properties: Storybook reads all of the manifest but these. */
export const withStates: ArgTypesEnhancer<Renderer> = ({ component, argTypes }) => {
  const states = declarations.find(({ tagName }) => tagName !== undefined && tagName === component)?.cssStates ?? [];
  const rows: ArgTypes = {};
  for (const { name, description = '' } of states) {
    const selector = `:state(${name})`;
    rows[selector] = { name: selector, description, control: false, table: { category: 'css states' } };
  }
  return { ...argTypes, ...rows } as typeof argTypes;
};
