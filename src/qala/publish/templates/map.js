const spoken = () => location.hash.match(/^#(kk|ru|en)-/)?.[1];
for (const one of document.getElementsByName("language")) one.addEventListener("change", () => {
  document.documentElement.lang = one.value; document.title = one.dataset.title;
  if (spoken() && spoken() !== one.value) location.hash = "#" + one.value + location.hash.slice(3);
});
addEventListener("hashchange", () => document.querySelector("#lang-" + spoken() + ":not(:checked)")?.click());
document.querySelector("#lang-" + spoken() + ":not(:checked)")?.click();
