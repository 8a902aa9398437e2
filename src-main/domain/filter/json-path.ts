import type { JsonStep } from './ast.ts'

const step = /\.([^.[\]=!~<>"\s]+)|\[(\d{1,9})\]|\[\*?\]|\["((?:[^"\\]|\\.)*)"\]/y

/**
 * Reads `$.data.items[0]["odd key"][].id`; the `$.` may be left out.
 * @returns the steps and the offset at which the path ends, or null when it does not begin as one
 */
export function parseJsonPath(text: string): { path: JsonStep[]; end: number } | null {
  const source = text.startsWith('$') ? text.slice(1) : `.${text}`
  const shift = text.startsWith('$') ? 1 : -1
  const path: JsonStep[] = []
  let at = 0
  for (;;) {
    step.lastIndex = at
    const match = step.exec(source)
    if (!match) break
    if (match[1] !== undefined) path.push({ key: match[1] })
    else if (match[2] !== undefined) path.push({ index: Number(match[2]) })
    else if (match[3] !== undefined) path.push({ key: match[3].replace(/\\(.)/g, '$1') })
    else path.push({ all: true })
    at = step.lastIndex
  }
  return path.length === 0 && shift === -1 ? null : { path, end: at + shift }
}

/** The path as it is written. */
export function formatJsonPath(path: readonly JsonStep[]): string {
  let text = '$'
  for (const part of path) {
    if ('all' in part) text += '[]'
    else if ('index' in part) text += `[${part.index}]`
    else if (/^[^.[\]=!~<>"\s()\\]+$/.test(part.key)) text += `.${part.key}`
    else text += `["${part.key.replace(/["\\]/g, '\\$&')}"]`
  }
  return text
}

/** All values at a path; own members only, never throws. */
export function valuesAtPath(value: unknown, path: readonly JsonStep[]): unknown[] {
  let found: unknown[] = value === undefined ? [] : [value]
  for (const part of path) {
    const next: unknown[] = []
    for (const item of found) {
      if (typeof item !== 'object' || item === null) continue
      if ('all' in part) {
        // One by one: a spread of a very long array overflows the stack.
        if (Array.isArray(item)) for (const each of item) next.push(each)
      } else {
        const key = 'index' in part ? String(part.index) : part.key
        if ('index' in part && !Array.isArray(item)) continue
        if (Object.hasOwn(item, key)) next.push((item as Record<string, unknown>)[key])
      }
    }
    found = next
  }
  return found
}
