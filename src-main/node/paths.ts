import { fileURLToPath } from 'node:url'
import type { Paths } from '#app/ports.ts'

/**
 * Where things lie, seen from the host's entry script, which is the root of both trees: src-main/headless.ts beside the sources,
 * out/main/headless.js in a build.
 * @param entry `import.meta.url` of the entry
 */
export function pathsFrom(entry: string, dataDir: string): Paths {
  const extension = entry.endsWith('.ts') ? 'ts' : 'js'
  const ui = extension === 'ts' ? '../out/renderer/' : '../renderer/'
  return {
    dataDir,
    worker: name => new URL(`${name}.worker.${extension}`, entry),
    ui: fileURLToPath(new URL(ui, entry)),
  }
}
