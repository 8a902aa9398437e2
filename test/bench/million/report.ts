/** One measured figure beside what the design asks for; `most` or `least` null = told, and held to nothing. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly most?: number
  readonly least?: number
}

const figures: Figure[] = []

/** Prints a figure at once (a run takes minutes) and keeps it for the line of JSON. */
export function report(figure: Figure): void {
  figures.push(figure)
  const { name, value, unit, most, least } = figure
  const held = (most === undefined || value <= most) && (least === undefined || value >= least)
  const budget = most !== undefined ? `at most ${most}` : least !== undefined ? `at least ${least}` : ''
  const shown = Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1)
  process.stdout.write(`${held ? ' ' : '!'} ${name.padEnd(62)} ${`${shown} ${unit}`.padStart(16)}   ${budget}\n`)
}

export const reported = (): Readonly<Record<string, number>> => Object.fromEntries(figures.map(({ name, value }) => [name, round(value)]))

const round = (value: number): number => Math.round(value * 1000) / 1000

/** p50, p95 and the largest of some times. */
export function spread(values: readonly number[]): { readonly p50: number; readonly p95: number; readonly max: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 }
}
export const median = (values: readonly number[]): number => spread(values).p50

/**
 * How much slower than by itself this machine is at the moment: wall time by CPU time of a loop that does nothing. Where it is
 * well above 1, other programs have had a part in every time of the table.
 */
export function reportMachine(): void {
  const cpu = process.threadCpuUsage()
  const began = performance.now()
  while (performance.now() - began < 500);
  const { user, system } = process.threadCpuUsage(cpu)
  report({
    name: 'this machine: wall time / CPU time of a busy loop',
    value: (performance.now() - began) / ((user + system) / 1000),
    unit: '',
  })
}
