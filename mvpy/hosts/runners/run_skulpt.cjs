// node run_skulpt.cjs NODE_MODULES SCRIPT [ARGS]   runs SCRIPT as __main__ under Skulpt, in its mode for Python 3
// node run_skulpt.cjs NODE_MODULES --version       says which Skulpt that is
"use strict";
const fs = require("fs"), path = require("path");

const [modules, script, ...args] = process.argv.slice(2);
const folder = path.resolve(modules, "skulpt");
if (script === "--version") {
  console.log("Skulpt " + JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")).version);
  process.exit(0);
}

function writeAll(file, text) {
  const bytes = Buffer.from(text, "utf8");
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done);
}

let lines = null;  // of the standard input, which is read when the first is asked for

function nextLine() {
  lines ??= fs.readFileSync(0, "utf8").split("\n");
  return lines.shift() ?? "";
}

function libraryFile(name) {
  const files = Sk.builtinFiles?.files ?? {};
  if (files[name] === undefined) throw "File not found: '" + name + "'";
  return files[name];
}

global.window = undefined;
require(path.join(folder, "dist", "skulpt.min.js"));
require(path.join(folder, "dist", "skulpt-stdlib.js"));
Sk.configure({
  output: (text) => writeAll(1, text),
  read: libraryFile,
  __future__: Sk.python3,
  sysargv: [script, ...args],
  inputfun: nextLine,
  retainglobals: true,
});
Sk.misceval
  .asyncToPromise(() => Sk.importMainWithBody("__main__", false, fs.readFileSync(script, "utf8"), true))
  .then(() => process.exit(0), (error) => process.exit(statusOf(error)));

// The exit status of a program that ended by `error`, which is printed as CPython prints one.
function statusOf(error) {
  const type = error.tp$name;
  if (!type) {
    writeAll(2, "Skulpt broke: " + (error.stack || error) + "\n");
    return 125;
  }
  if (type === "SystemExit") {
    const given = error.args?.v?.[0];
    return given === undefined || given.v === null ? 0 : typeof given.v === "number" ? given.v : 1;
  }
  const words = error.toString().replace(/ on line \d+$/, "").replaceAll("\n", "\\n");
  writeAll(2, "Traceback (most recent call last):\n" + words + "\n");
  return 1;
}
