"use strict";
// Everything is there without this: it keeps the filter in the address, and opens the program that an address names.
function follow() {
  const chosen = /^#show=(\w+)$/.exec(location.hash);
  const input = document.getElementById("show-" + (chosen ? chosen[1] : ""));
  if (input) input.checked = true;
  const target = chosen ? null : document.getElementById(location.hash.slice(1));
  if (target && target.tagName === "DETAILS") target.open = true;
}
for (const input of document.querySelectorAll("input[name=show]")) {
  input.addEventListener("change", () => history.replaceState(null, "", "#show=" + input.value));
}
addEventListener("hashchange", follow);
follow();
