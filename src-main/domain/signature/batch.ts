import { valuesAt } from '../http/body.ts'
import type { RequestView } from '../http/request-view.ts'

/** More than a provider ever sends at once, and few enough to verify one by one. */
export const MAX_ITEMS = 1000

/** A Request once for each item of its batch: the item stands for the parsed body. */
export function itemViews(view: RequestView, each: string): RequestView[] {
  const parsed = view.parsed()
  const items = parsed.kind === 'json' ? valuesAt(parsed.value, each) : []
  return items.map(value => ({ ...view, parsed: () => ({ kind: 'json', value }) }))
}

/** Paths, with numbers for `[]`, of the items of a batch, to put something into each. */
export function itemPaths(value: unknown, each: string): string[] {
  let found: { path: string; value: unknown }[] = [{ path: '', value }]
  for (const part of each.split('.')) {
    const key = part.replace(/\[\]$/, '')
    const inner = key === '' ? found : found.flatMap(({ path, value }) => child(path, value, key))
    found = part.endsWith('[]') ? inner.flatMap(({ path, value }) => members(path, value)) : inner
  }
  return found.map(({ path }) => path)
}

function child(path: string, value: unknown, key: string): { path: string; value: unknown }[] {
  const [found] = valuesAt(value, key)
  return found === undefined ? [] : [{ path: path === '' ? key : `${path}.${key}`, value: found }]
}

function members(path: string, value: unknown): { path: string; value: unknown }[] {
  if (!Array.isArray(value)) return []
  return value.map((item, index) => ({ path: path === '' ? `${index}` : `${path}.${index}`, value: item }))
}
