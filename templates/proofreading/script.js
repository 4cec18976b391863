"use strict";
(() => {
  const root = document.documentElement;
  const remembered = { get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
                       set: (value) => { try { localStorage.setItem("theme", value); } catch { /* no storage */ } } };
  if (remembered.get()) root.dataset.theme = remembered.get();
  document.querySelectorAll(".scripted").forEach((each) => { each.hidden = false; });
  const theme = document.querySelector(".theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  theme.setAttribute("aria-pressed", dark());
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    remembered.set(root.dataset.theme);
    theme.setAttribute("aria-pressed", dark());
  });
  const findings = [...document.querySelectorAll("button.formula.false, button.formula.open, button.formula.refused")];
  const next = document.querySelector(".next");
  next.hidden = !findings.length;
  const advance = () => {
    const place = findings.indexOf(document.activeElement);
    const found = findings[(place + 1) % findings.length];
    if (found) { found.focus(); found.scrollIntoView({ block: "center" }); }
  };
  next.addEventListener("click", advance);
  document.addEventListener("keydown", (event) => {
    if (event.key === "n" && !event.ctrlKey && !event.metaKey && !event.altKey) advance();
  });
  if (!("popover" in HTMLElement.prototype)) {
    document.querySelectorAll(".panel").forEach((each) => { each.hidden = true; });
    document.querySelectorAll("[popovertarget]").forEach((each) => each.addEventListener("click", () => {
      const panel = document.getElementById(each.getAttribute("popovertarget"));
      panel.hidden = !panel.hidden;
      panel.style.position = "fixed";
    }));
  }
})();
