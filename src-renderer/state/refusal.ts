import { useState } from 'react'
import { LinkError } from '../link/link-error.ts'

/** A refusal as a form shows it: sentences at the fields that the core named, else one for the whole. */
export interface Refusal<F extends string> {
  readonly fields: Readonly<Partial<Record<F, string>>>
  readonly text: string | null
}

/**
 * @param names the form's field for a path of the input; it stands for all that lies below that path as well. A refusal that is about
 * anything else besides is told as a whole.
 */
export function refusalOf<F extends string>(error: unknown, names: Readonly<Record<string, F>>): Refusal<F> {
  const text = error instanceof Error ? error.message : String(error)
  const issues = error instanceof LinkError ? issuesOf(error.details) : []
  const placed = issues.map(({ path, message }) => [fieldAt(path, names), message] as const)
  if (placed.length === 0 || placed.some(([field]) => field === undefined)) return nowhere(text)
  // Of several things that are wrong with a field, the first is told.
  return { fields: Object.fromEntries(placed.reverse()) as Refusal<F>['fields'], text: null }
}

function fieldAt<F extends string>(path: string, names: Readonly<Record<string, F>>): F | undefined {
  for (let part = path; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('.')))) {
    if (part in names) return names[part]
  }
  return undefined
}

function issuesOf(details: Readonly<Record<string, unknown>> | undefined): { path: string; message: string }[] {
  const issues = details?.['issues']
  return Array.isArray(issues) ? issues.filter(issue => typeof issue?.path === 'string' && typeof issue.message === 'string') : []
}

const nowhere = <F extends string>(text: string | null): Refusal<F> => ({ fields: {} as Refusal<F>['fields'], text })

/** What the core last refused in a form. `names` as in `refusalOf`. */
export function useRefusal<F extends string>(names: Readonly<Record<string, F>>) {
  const [refusal, setRefusal] = useState<Refusal<F>>(() => nowhere(null))
  return {
    ...refusal,
    refuse: (error: unknown) => setRefusal(refusalOf(error, names)),
    /** Says it for the whole. */
    tell: (text: string) => setRefusal(nowhere(text)),
    /** Another try begins, or what was refused was changed: what was said is no longer true. */
    clear: () => setRefusal(nowhere(null)),
  }
}
