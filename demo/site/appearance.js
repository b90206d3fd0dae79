// Loaded before the page is drawn, so that no page flashes in the wrong theme or direction.
{
  const root = document.documentElement;

  const theme = localStorage.getItem('contoso-theme') ?? 'system';
  root.dataset.theme = theme;

  const dir = new URLSearchParams(location.search).get('dir');
  if (dir === 'rtl' || dir === 'ltr') sessionStorage.setItem('contoso-dir', dir);
  root.dir = sessionStorage.getItem('contoso-dir') ?? 'ltr';

  document.addEventListener('DOMContentLoaded', () => {
    const select = document.querySelector('#theme');
    select.value = theme;
    select.addEventListener('change', () => {
      localStorage.setItem('contoso-theme', select.value);
      root.dataset.theme = select.value;
    });
  });
}
