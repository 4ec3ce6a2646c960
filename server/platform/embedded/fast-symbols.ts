/**
 * Makes PGlite find PostGIS's functions quickly; to be called once in a thread that does nothing but run it.
 *
 * Emscripten's dlsym lists all keys of a library's exports for every symbol it looks up: 23,265 for PostGIS,
 * some 8 ms each. PostgreSQL looks a C function up when it is created and when a session first calls it.
 * Measured: CREATE EXTENSION postgis 10.3 s of processor without this, 1.1 s with it; the first query with five
 * PostGIS functions 0.99 s and 0.48 s. The list of a library's exports does not change once it is loaded.
 */
export function rememberLibrarySymbols(): void {
  const listKeys = Object.keys;
  const known = new WeakMap<object, string[]>();
  Object.keys = (value: object): string[] => {
    // Every side module that Emscripten links exports this one.
    if (!Object.hasOwn(value, "__wasm_call_ctors")) return listKeys(value);
    const keys = known.get(value) ?? listKeys(value);
    known.set(value, keys);
    return keys;
  };
}
