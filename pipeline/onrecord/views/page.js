
// Filters the claims, and shows which claim and which words belong together. Without it the page reads as it stands.
"use strict";
document.documentElement.classList.add("scripted");
const form = document.querySelector("form.bar");
const cards = [...document.querySelectorAll(".card")];
const marks = [...document.querySelectorAll(".words .mark")];
const byCard = new Map(cards.map((card) => [card.id, []]));
for (const mark of marks) {
  for (const id of mark.dataset.claims.trim().split(" ")) byCard.get(id)?.push(mark);
}

function filter() {
  const chosen = new FormData(form);
  const kinds = chosen.getAll("kind");
  const speaker = chosen.get("speaker");
  const worth = Number(chosen.get("worth"));
  const shown = new Set();
  for (const card of cards) {
    const { kind, speakers, worth: its } = card.dataset;
    const fits = kinds.includes(kind) && (!speaker || speakers.split(" ").includes(speaker)) && Number(its) >= worth;
    card.hidden = !fits;
    if (fits) shown.add(card.id);
  }
  for (const mark of marks) {
    const left = mark.dataset.claims.trim().split(" ").filter((id) => shown.has(id));
    mark.classList.toggle("off", left.length === 0);
    if (left.length) mark.setAttribute("href", "#" + left[left.length - 1]);
    else mark.removeAttribute("href");
  }
  form.querySelector("output").textContent = `${shown.size} of ${cards.length} claims`;
}

function join(event) {
  for (const lit of document.querySelectorAll(".on")) lit.classList.remove("on");
  if (event.type === "focusout" || event.type === "mouseout") return;
  const card = event.target.closest(".card");
  const mark = event.target.closest(".words .mark:not(.off)");
  const id = card ? card.id : mark ? (mark.getAttribute("href") ?? "").slice(1) : "";
  if (!byCard.has(id)) return;
  document.getElementById(id).classList.add("on");
  for (const part of byCard.get(id)) part.classList.add("on");
}

form.addEventListener("change", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
for (const type of ["mouseover", "mouseout", "focusin", "focusout"]) document.addEventListener(type, join);
filter();
