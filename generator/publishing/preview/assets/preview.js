// Only the preview adds this script: it reloads a page whose site was made anew, and shows what is wrong in the data.
"use strict";
{
  const { shown } = document.currentScript.dataset;
  const PLACE = "plan-portal-preview-focus";

  // The focus comes back to the same element, as the browser itself does for the place on the page.
  const nameOf = (element) => element.id ? `#${element.id}` : element.getAttribute("href") ?? "";
  const alike = (name) => [...document.querySelectorAll("a, button, input, select, summary, [tabindex]")].filter((one) => nameOf(one) === name);
  const reload = () => {
    const name = nameOf(document.activeElement);
    try { if (name) sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, name, alike(name).indexOf(document.activeElement)])); } catch { /* then the focus is lost */ }
    location.reload();
  };
  try {
    const [page, name, at] = JSON.parse(sessionStorage.getItem(PLACE)) ?? [];
    sessionStorage.removeItem(PLACE);
    if (page === location.pathname) alike(name)[at]?.focus({ preventScroll: true });
  } catch { /* a private window forgets */ }

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/~preview/preview.css";
  document.head.append(style);
  const panel = document.createElement("section");
  panel.id = "preview-problems";
  panel.className = "preview-problems";
  panel.setAttribute("role", "alert");
  document.body.append(panel);

  const written = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };
  let last = "";
  const tell = (news) => {
    if (news === last) return;
    last = news;
    const { shown: now, language, said, problems } = JSON.parse(news);
    if (now !== shown) return reload();
    panel.lang = language;
    const list = document.createElement("ul");
    list.append(...problems.map((problem) => written("li", problem)));
    panel.replaceChildren(...(problems.length ? [written("p", said), list] : []));
    panel.tabIndex = problems.length ? 0 : -1;
    document.body.style.paddingBottom = problems.length ? `${panel.offsetHeight}px` : "";
  };

  // A browser keeps few connections to one address: only pages that are looked at hold one.
  let stream = null;
  const leave = () => { stream?.close(); stream = null; };
  const listen = () => {
    if (stream || document.hidden) return;
    stream = new EventSource("/~preview/events");
    stream.addEventListener("message", ({ data }) => tell(data));
  };
  document.addEventListener("visibilitychange", () => document.hidden ? leave() : listen());
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
}
