// The key that leads to the search from every page of the site; the search itself comes with its own page.
{
  const { search } = document.currentScript.dataset;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    location.href = search;
  });
}
