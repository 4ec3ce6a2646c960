/**
 * Turns a C++ exception of a library into an ordinary SQL error; to be called once, before PGlite is loaded, in a
 * thread that does nothing but run it.
 *
 * pglite-postgis 0.2.8 is compiled so that GEOS can throw and nobody can catch, GEOS itself included. A throw
 * leaves WebAssembly as a plain JavaScript number. Where PostgreSQL has set a jump point on the way, Emscripten's
 * wrapper takes the number for a jump home and goes on after the call: the statement then answers "SELECT 0", and
 * each later query gets the answer of the one before. Elsewhere the number ends the database. Seen with
 * ST_Difference of two buildings of OpenStreetMap that share an edge but for a few nanometres, on which GEOS would
 * throw and then try again with snapping. With `gridSize` (ST_Difference(a, b, 0.0001)) it snaps from the start.
 *
 * What GEOS had allocated when it threw stays allocated until the database is opened again.
 */

/** PostgreSQL's ERROR (elog.h), and SQLSTATE 38000, external routine exception, packed six bits a character. */
const ERROR = 21;
const EXTERNAL_ROUTINE_EXCEPTION = 3 | (8 << 6);

/** Of PostgreSQL's exports those that raise an error; addresses are offsets into `memory`. */
interface ErrorFunctions {
  errstart(level: number, domain: number): number;
  errcode(state: number): number;
  errmsg_internal(format: number, values: number): number;
  /** Does not return: it unwinds to PostgreSQL's own handler. */
  errfinish(file: number, line: number, functionName: number): void;
  malloc(bytes: number): number;
  free(address: number): void;
  readonly memory: WebAssembly.Memory;
}

type Imports = WebAssembly.Imports;

/** @param database PostgreSQL, compiled; every other module that throws is one of its libraries */
export function turnExceptionsIntoErrors(database: WebAssembly.Module): void {
  let functions: ErrorFunctions | null = null;
  let memory: WebAssembly.Memory | null = null;
  const { Instance, instantiate } = WebAssembly;

  const raise = (exception: number, type: number): void => {
    if (functions === null || memory === null)
      throw new Error("a library threw while the database was loaded");
    const message = Buffer.from(`${describe(memory, exception, type).replaceAll("%", "%%")}\0`);
    const text = functions.malloc(message.length);
    new Uint8Array(memory.buffer, text, message.length).set(message);
    functions.errstart(ERROR, 0);
    functions.errcode(EXTERNAL_ROUTINE_EXCEPTION);
    functions.errmsg_internal(text, 0);
    functions.free(text);
    functions.errfinish(0, 0, 0);
  };

  const prepare = (module: unknown, imports: Imports | undefined): Imports | undefined => {
    if (imports?.env === undefined) return imports;
    const { env } = imports;
    if (module === database) memory = env.memory as WebAssembly.Memory;
    const raising = new Proxy(env, {
      get: (target, name) => (name === "__cxa_throw" ? raise : Reflect.get(target, name)),
    });
    return { ...imports, env: raising };
  };
  const keep = (module: unknown, instance: WebAssembly.Instance): void => {
    if (module !== database) return;
    functions = instance.exports as unknown as ErrorFunctions;
    memory = functions.memory ?? memory;
  };

  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, [module, imports]: [WebAssembly.Module, Imports | undefined]) {
      const instance = Reflect.construct(target, [module, prepare(module, imports)]) as WebAssembly.Instance;
      keep(module, instance);
      return instance;
    },
  });
  WebAssembly.instantiate = (async (source: WebAssembly.Module, imports?: Imports) => {
    const made = await instantiate(source, prepare(source, imports));
    keep(source, made);
    return made;
  }) as typeof WebAssembly.instantiate;
}

/** "GEOS TopologyException: side location conflict at 395196 4991291", from the exception's type and text. */
function describe(memory: WebAssembly.Memory, exception: number, type: number): string {
  const bytes = Buffer.from(memory.buffer);
  const textAt = (address: number): string => {
    const start = bytes.readUInt32LE(address);
    const end = bytes.indexOf(0, start);
    return bytes.toString("utf8", start, Math.min(end, start + 300));
  };
  // Itanium C++ ABI: a type's second word names it, mangled ("N4geos4util17TopologyExceptionE").
  const name = /\d+([A-Za-z]+?)E?$/.exec(textAt(type + 4))?.[1] ?? "exception";
  // GEOS's exceptions are std::runtime_error: after the table of functions, the text.
  return textAt(type + 4).includes("4geos") ? `GEOS ${name}: ${textAt(exception + 4)}` : `C++ ${name}`;
}
