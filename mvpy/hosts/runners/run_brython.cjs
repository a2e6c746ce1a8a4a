// node run_brython.cjs NODE_MODULES SCRIPT [ARGS]           runs SCRIPT as __main__ under Brython
// node run_brython.cjs NODE_MODULES --version               says which Brython that is
// node run_brython.cjs NODE_MODULES --compile NAMES         prints, as JSON, what these modules of its library are compiled to
// node --snapshot-blob FILE --build-snapshot run_brython.cjs NODE_MODULES COMPILED   makes a picture of it, ready to start
// node --snapshot-blob FILE SCRIPT [ARGS]                   runs SCRIPT from that picture, in half of the time
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm"), { startupSnapshot } = require("v8");

const [modules, script, ...args] = process.argv.slice(2);
const folder = path.resolve(modules, "brython");
const pictured = startupSnapshot.isBuildingSnapshot();
if (script === "--version") {
  console.log("Brython " + JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")).version);
  process.exit(0);
}

function writeAll(file, text) {
  const bytes = Buffer.from(text, "utf8");
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done);
}

let lines = null;  // of the standard input, which is read when the first is asked for

function nextLine() {
  lines ??= fs.readFileSync(0, "utf8").split("\n");
  return lines.length > 1 ? lines.shift() : lines[0] === "" ? null : lines.splice(0, 1, "")[0];
}

// Brython's own talk on the console is no output of the program.
function silence() {
  for (const kind of ["log", "error", "debug", "warn", "info"]) console[kind] = () => {};
}

silence();
// What Brython expects of a page.
// Node 20 has no Set.difference, and what Brython takes in its place takes other arguments.
Set.prototype.difference ??= function (other) { return new Set([...this].filter((one) => !other.has(one))); };
globalThis.self ??= globalThis;
globalThis.window ??= globalThis;
globalThis.location = { href: "http://localhost/", origin: "http://localhost", pathname: "/" };
globalThis.addEventListener ??= () => {};
globalThis.CustomEvent ??= class { constructor(name, options) { Object.assign(this, options); } };
globalThis.module = {};
globalThis.prompt = nextLine;
globalThis.writeOut = (out, text) => writeAll(out === "error" ? 2 : 1, text);

// sys.stdout.write keeps the text until a line is complete; a program that dies would lose it.
const source = fs.readFileSync(path.join(folder, "brython.js"), "utf8");
const buffered = "self.buf.push(msg)\nreturn _b_.None";
if (source.split(buffered).length !== 2) {
  writeAll(2, "this Brython writes its output otherwise; brython@3.14.3 is known\n");
  process.exit(125);
}
const written = "globalThis.writeOut(self.out,msg)\nreturn _b_.None";
vm.runInThisContext(source.replace(buffered, written), "brython.js");
document.dispatchEvent ??= () => {};
vm.runInThisContext(fs.readFileSync(path.join(folder, "brython_stdlib.js"), "utf8"), "brython_stdlib.js");

if (pictured) {
  Object.assign(globalThis.__BRYTHON__.precompiled, JSON.parse(fs.readFileSync(script, "utf8")));
  startupSnapshot.setDeserializeMainFunction(() => {
    silence();
    const [script, ...args] = process.argv.slice(1);
    process.exit(run(fs.readFileSync(script, "utf8"), args));
  });
} else if (script === "--compile") {
  globalThis.writeOut = () => {};
  for (const name of args[0].split(",")) run("import " + name + "\n", []);
  writeAll(1, JSON.stringify(globalThis.__BRYTHON__.precompiled));
  process.exit(0);
} else {
  process.exit(run(fs.readFileSync(script, "utf8"), args));
}

// The exit status of the program `text`.
function run(text, args) {
  try {
    globalThis.brython({ debug: 0, args });
    globalThis.__BRYTHON__.runPythonSource(text, "__main__");
    return 0;
  } catch (error) {
    return statusOf(error);
  }
}

// The exit status of a program that ended by `error`; the traceback has been printed.
function statusOf(error) {
  const type = error && error.ob_type && (error.ob_type.tp_name || error.ob_type.__name__);
  if (!type) {
    writeAll(2, "Brython broke: " + ((error && error.stack) || error) + "\n");
    return 125;
  }
  if (type !== "SystemExit") return 1;
  const given = error.args && (error.args[0] ?? null);
  if (typeof given === "number") return given;
  return given == null || given === globalThis.__BRYTHON__.builtins.None ? 0 : 1;
}
