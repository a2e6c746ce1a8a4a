// node run_micropython.cjs NODE_MODULES SCRIPT   runs SCRIPT under MicroPython's port to WebAssembly
// node run_micropython.cjs NODE_MODULES --version
"use strict";
const fs = require("fs"), path = require("path"), { pathToFileURL } = require("url");

const [modules, script] = process.argv.slice(2);
const folder = path.resolve(modules, "@micropython", "micropython-webassembly-pyscript");
const BROKE = 125;

function writeAll(file, bytes) {
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done);
}

async function run(text) {
  const { loadMicroPython } = await import(pathToFileURL(path.join(folder, "micropython.mjs")));
  const python = await loadMicroPython({
    heapsize: 64 << 20, pystack: 64 << 10, linebuffer: false,
    stdout: (bytes) => writeAll(1, bytes), stderr: (bytes) => writeAll(2, bytes),
  });
  try {
    python.runPython(text);
    return 0;
  } catch (error) {
    return statusOf(error);
  }
}

// The exit status of a program that ended by `error`, which is printed.
function statusOf(error) {
  if (error.name !== "PythonError") {
    writeAll(2, Buffer.from("MicroPython broke: " + error + "\n"));
    return BROKE;
  }
  if (error.type === "SystemExit") {
    const given = /SystemExit: ?(-?\d*)/.exec(error.message);
    return given ? Number(given[1] || 0) & 255 : 1;
  }
  writeAll(2, Buffer.from(error.message + "\n"));
  return 1;
}

if (script === "--version") {
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  console.log("MicroPython " + version + " in JavaScript");
} else {
  run(fs.readFileSync(script, "utf8")).then((status) => process.exit(status));
}
