/**
 * Fills a copy of a `<template>`: text into every `[data-text]`, an attribute into every `[data-attributes]`, whose
 * value reads `attribute=field, attribute=field`.
 */
export function fill(template, fields) {
  const copy = template.content.cloneNode(true);
  for (const place of copy.querySelectorAll('[data-text]')) place.textContent = fields[place.dataset.text];
  for (const place of copy.querySelectorAll('[data-attributes]')) {
    for (const pair of place.dataset.attributes.split(',')) {
      const [attribute, field] = pair.trim().split('=');
      place.setAttribute(attribute, fields[field]);
    }
  }
  return copy;
}
