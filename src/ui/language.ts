/** The language of the nearest `lang` above an element, shadow roots included. Undefined where the page says none. */
export function languageOf(element: Element): string | undefined {
  for (let scope: Element | undefined = element; scope; scope = hostOf(scope)) {
    const language = scope.closest('[lang]')?.getAttribute('lang');
    if (language && isLanguage(language)) return language;
  }
  return undefined;
}

function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** Pages write `lang="en_US"` and worse; `Intl` throws on it. */
function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
