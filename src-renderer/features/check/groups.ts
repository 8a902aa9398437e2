import type { CheckScenario } from '#contract/checks.ts'

type Group = CheckScenario['group']

/** Scenarios by group, in the order in which they come. */
export function groupsOf<T extends { readonly group: Group }>(rows: readonly T[]): { group: Group; rows: T[] }[] {
  return [...Map.groupBy(rows, ({ group }) => group)].map(([group, members]) => ({ group, rows: members }))
}
