import { useMemo } from 'react'
import type { RetryChoice } from '#domain/retry/choice.ts'
import { previewSchedule } from '#domain/retry/preview.ts'
import { endpointText } from '../../strings/endpoint.ts'
import { useNow } from '../../ui/clock.ts'
import { clockTime, inWords, place, rangeText } from './schedule.ts'

const t = endpointText.timeline
/** Rows of the table; a rule of a hundred attempts says how many more there are. */
const SHOWN = 12
const WIDTH = 600

/** The attempts that a choice of retries comes to, on a line and as a table with the clock times of a Delivery made now. */
export function Timeline({ choice }: { choice: RetryChoice }) {
  const tries = useMemo(() => previewSchedule(choice), [choice])
  const now = useNow(at => Math.floor(at / 10_000) * 10_000)
  const total = tries.at(-1)?.at ?? 0
  const end = tries.at(-1)?.latest ?? 0
  const x = (at: number) => 8 + place(at, end) * (WIDTH - 16)
  const sum = t.total(tries.length, inWords(total))
  return (
    <figure aria-label={t.label} className="flex flex-col gap-2 rounded-control border border-line bg-panel p-3">
      <figcaption>
        <span className="font-medium">{sum}</span> <span className="text-ink-3 text-small">{t.now}:</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} 24`} className="h-6 w-full" aria-hidden preserveAspectRatio="none">
        <line x1={0} x2={WIDTH} y1={12} y2={12} className="stroke-line-strong" strokeWidth={1} />
        {tries.map(({ number, earliest, latest }) =>
          latest > earliest ? (
            <line
              key={number}
              x1={x(earliest)}
              x2={x(latest)}
              y1={12}
              y2={12}
              className="stroke-accent/40"
              strokeWidth={8}
              strokeLinecap="round"
            />
          ) : null,
        )}
        {tries.map(({ number, at }) => (
          <rect key={number} x={x(at) - 1.5} y={4} width={3} height={16} rx={1} className="fill-accent" />
        ))}
      </svg>
      <table className="w-full text-small tabular-nums">
        <thead className="text-left text-ink-3">
          <tr>
            <th className="w-20 font-normal">{t.attempt}</th>
            <th className="font-normal">{t.wait}</th>
            <th className="font-normal">{t.at}</th>
            <th className="font-normal">{t.range}</th>
          </tr>
        </thead>
        <tbody>
          {tries.slice(0, SHOWN).map(planned => (
            <tr key={planned.number}>
              <td>{planned.number}</td>
              <td>{planned.number === 1 ? t.first : inWords(planned.wait)}</td>
              <td>{clockTime(now + planned.at, now)}</td>
              <td className="text-ink-2">{rangeText(planned) || t.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tries.length > SHOWN ? <p className="text-ink-3 text-small">{t.more(tries.length - SHOWN)}</p> : null}
    </figure>
  )
}
