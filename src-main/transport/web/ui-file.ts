import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * Where a path of the window lies in its built folder, for both hosts; it does not check that the file exists. Null unless every
 * segment is a plain file name: `..`, hidden files, back slashes and encoded characters of any kind are none of ours.
 */
export function uiFile(uiDir: string, path: string): string | null {
  return /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(path) ? join(uiDir, path) : null
}

/** The Content-Type of a file of the window, by its extension. */
export function uiType(file: string): string {
  return TYPES[extname(file)] ?? 'application/octet-stream'
}
