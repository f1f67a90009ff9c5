"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const clusters = [...document.querySelectorAll(".cluster")];
  const output = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const has = (words, word) => !word || words.split(" ").includes(word);
  const number = (value) => value.toLocaleString("en");
  let waiting = 0;

  function apply() {
    const wanted = form.elements;
    const text = wanted.text.value.trim().toLowerCase();
    const least = Number(wanted.count.value) || 0;
    let found = 0;
    for (const cluster of clusters) {
      const { count, roles, flags, from } = cluster.dataset;
      const fits =
        Number(count) >= least &&
        has(roles, wanted.role.value) &&
        has(flags, wanted.flag.value) &&
        has(from, wanted.from.value) &&
        (!text || cluster.textContent.toLowerCase().includes(text));
      cluster.hidden = !fits;
      found += fits;
    }
    nothing.hidden = found > 0;
    output.textContent = `${number(found)} of ${number(clusters.length)} clusters`;
  }

  // A search through 20 MB takes a moment, so it waits for the end of the word.
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 150);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", apply); // Enter, or a choice
  form.addEventListener("reset", later);
  form.hidden = false;
  apply(); // a browser may remember what was chosen on the last visit
})();
