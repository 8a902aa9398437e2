import { statSync } from 'node:fs'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** A file of the built page and its type; null unless every segment is a plain name and the file is there. */
export function uiFile(uiDir: string, path: string): { readonly file: string; readonly type: string } | null {
  if (!/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(path)) return null
  const file = join(uiDir, path)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return null
  return { file, type: TYPES[extname(file)] ?? 'application/octet-stream' }
}
