import { fileURLToPath } from 'node:url'

/** Path of a picture of `resources`, which lies beside `out` in the sources and in a package. @param entry `import.meta.url` of index.ts */
export function picture(entry: string, name: string): string {
  return fileURLToPath(new URL(`../../resources/${name}`, entry))
}
