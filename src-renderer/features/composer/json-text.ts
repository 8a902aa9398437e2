import { parseJsonNodes } from '#domain/json/nodes.ts'
import { prettyText } from '#domain/json/text.ts'
import { countVariables, standIns } from '#domain/variables.ts'

export type Rewritten = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: 'notJson' | 'inName' }

/** Where the text stops being JSON (UTF-16 offset), variables counting as values; null = it is JSON, or empty. */
export function jsonProblem(text: string): number | null {
  if (text.trim() === '') return null
  const read = parseJsonNodes(standIns(text))
  return read.ok ? null : read.problem.offset
}

/** The text indented; scalars and variables stay as they are written. */
export function formatJson(text: string): Rewritten {
  const read = parseJsonNodes(standIns(text))
  if (!read.ok) return { ok: false, reason: 'notJson' }
  // Stand-ins are as long as what they stand for, so the places of the nodes are true for the text itself. Names are written anew.
  const made = prettyText(text, read.nodes)
  return countVariables(made) === countVariables(text) ? { ok: true, text: made } : { ok: false, reason: 'inName' }
}

/** The text without the white space between its parts. */
export function minifyJson(text: string): Rewritten {
  if (!parseJsonNodes(standIns(text)).ok) return { ok: false, reason: 'notJson' }
  return { ok: true, text: text.replace(/("(?:[^"\\]+|\\.)*")|\s+/gs, (_, quoted: string | undefined) => quoted ?? '') }
}
