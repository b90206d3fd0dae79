import { setCustomElementsManifest, type Decorator, type Preview } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json';
import { withStates } from './with-states.js';

setCustomElementsManifest(manifest);

/** Puts the canvas in the theme and the direction of the toolbar, as a page would: elements follow what they inherit. */
const inThemeAndDirection: Decorator = (story, { globals }) => {
  const page = document.documentElement;
  page.dir = globals['direction'] === 'rtl' ? 'rtl' : 'ltr';
  page.style.colorScheme = globals['theme'] === 'dark' ? 'dark' : 'light';
  page.style.backgroundColor = 'Canvas';
  page.style.color = 'CanvasText';
  document.body.style.backgroundColor = 'Canvas';
  return story();
};

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [inThemeAndDirection],
  argTypesEnhancers: [withStates],
  initialGlobals: { theme: 'light', direction: 'ltr' },
  globalTypes: {
    theme: {
      description: 'Colour scheme of the page',
      toolbar: {
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
    direction: {
      description: 'Direction of the text',
      toolbar: {
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
  },
  parameters: { a11y: { test: 'error' }, backgrounds: { disable: true } },
};

export default preview;
