// Dark or light: as the system has it, until the reader chooses; the choice stays in this browser.
const root = document.documentElement;
const chosen = () => { try { return localStorage.getItem("look"); } catch { return null; } };
if (chosen()) root.dataset.look = chosen();
addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector(".look");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.look ? root.dataset.look === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.look = dark ? "light" : "dark";
    try { localStorage.setItem("look", root.dataset.look); } catch { /* a browser that keeps nothing */ }
  });
});
