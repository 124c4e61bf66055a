// Runs once, when the reader frame has loaded; gradio passes `element` and `server`.
// One listener on the document serves every marker and card, however often they are drawn anew.

const reader = element.querySelector("#reader");
const readerBody = element.querySelector("#reader-body");
let newest; // id of the newest exchange
let chosen = 0;

function calm() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

function flash(target) {
  target.classList.remove("fn-flash");
  void target.offsetWidth; // restarts the animation
  target.classList.add("fn-flash");
}

function bring(target, block) {
  target.scrollIntoView({ behavior: calm(), block });
  target.focus({ preventScroll: true });
  flash(target);
}

function showGroup(number) {
  chosen = Number(number);
  const wanted = document.getElementById(`sources-${chosen}`);
  if (!wanted) return null;
  document.querySelectorAll(".fn-group").forEach((group) => {
    group.hidden = group !== wanted;
  });
  return wanted;
}

// The sources of the newest answer are shown, until a reader asks for those of an older one.
function afterChange() {
  const exchanges = document.querySelectorAll(".fn-exchange");
  const last = exchanges[exchanges.length - 1];
  if (last?.id !== newest) {
    newest = last?.id;
    chosen = 0;
    if (!last) document.querySelector("#question textarea")?.focus();
    else if (exchanges.length > 1) last.scrollIntoView({ behavior: calm(), block: "start" });
  }
  if (chosen) showGroup(chosen);
}

async function openArticle(button) {
  const { article, start, end } = button.dataset;
  readerBody.innerHTML = await server.read([article, Number(start), Number(end)]);
  reader.showModal();
  const mark = readerBody.querySelector("mark");
  readerBody.scrollTop = 0;
  mark?.scrollIntoView({ block: "center" });
  readerBody.focus({ preventScroll: true });
}

document.addEventListener("footnote:changed", afterChange);

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".fn-marker")) {
    showGroup(button.dataset.exchange);
    const card = document.getElementById(button.dataset.card);
    if (card) bring(card, "center");
  } else if (button.matches(".fn-show")) {
    const card = showGroup(button.dataset.exchange)?.querySelector(".fn-card");
    if (card) bring(card, "nearest");
  } else if (button.matches(".fn-back")) {
    const marker = document.getElementById(button.dataset.marker);
    if (marker) bring(marker, "center");
  } else if (button.matches(".fn-open")) {
    openArticle(button);
  } else if (button.matches(".fn-close")) {
    reader.close();
  }
});

// A click beside the article closes it, as Escape does.
reader.addEventListener("click", (event) => {
  if (event.target === reader) reader.close();
});
