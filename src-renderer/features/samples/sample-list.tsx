import { useId } from 'react'
import type { SampleRow } from '#contract/samples.ts'
import { samplesText as t } from '../../strings/samples.ts'
import { Badge } from '../../ui/badge.tsx'
import { cx } from '../../ui/cx.ts'

/** The sample events of one provider. Radio buttons at heart: one Tab stop, arrow keys choose. */
export function SampleList({ rows, chosen, onChoose }: { rows: readonly SampleRow[]; chosen: string; onChoose(id: string): void }) {
  const name = useId()
  return (
    <fieldset className="flex min-h-0 min-w-0 flex-col">
      <legend className="mb-1 font-medium text-small">{t.list}</legend>
      <div className="max-h-44 overflow-y-auto rounded-control border border-line p-1 md:max-h-[24rem]">
        {rows.map(row => (
          <label
            key={row.id}
            className={cx(
              'relative flex min-w-0 flex-col rounded-control px-2 py-1 has-focus-visible:outline-2 has-focus-visible:outline-accent-ink has-focus-visible:-outline-offset-1',
              row.id === chosen ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={row.id === chosen}
              onChange={() => onChoose(row.id)}
              className="absolute inset-0 size-full appearance-none opacity-0"
            />
            <span className="flex min-w-0 items-center gap-2">
              <span className="min-w-0 flex-1 truncate">{row.title}</span>
              {row.failure ? <Badge tone="bad">{t.failure}</Badge> : null}
            </span>
            {row.eventType ? <span className="truncate font-bytes text-ink-3 text-small">{row.eventType}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
