import { ChevronRight, Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { looksMasked } from '#domain/secret.ts'
import { composerText as t } from '../../strings/composer.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Input } from '../../ui/input.tsx'
import type { HeaderRow } from './draft.ts'

/** Headers in order, each with its name and value; folded until somebody wants them (unless `open`), for most resends leave them alone. */
export function HeaderRows(props: { rows: readonly HeaderRow[]; open?: boolean; onChange(rows: readonly HeaderRow[]): void }) {
  const { rows, onChange } = props
  const [open, setOpen] = useState(props.open ?? false)
  const id = useId()
  const change = (key: number, patch: Partial<HeaderRow>) => onChange(rows.map(row => (row.key === key ? { ...row, ...patch } : row)))
  const add = () => onChange([...rows, { key: Math.max(-1, ...rows.map(row => row.key)) + 1, name: '', value: '', origin: null }])
  return (
    <section aria-label={t.headers.title} className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <Button
          size="small"
          kind="ghost"
          className="-ml-2"
          aria-expanded={open}
          aria-controls={id}
          icon={<ChevronRight className={cx(open && 'rotate-90')} />}
          onClick={() => setOpen(!open)}
        >
          <span className="text-ink">{t.headers.title}</span>
        </Button>
        <span className="text-ink-3 text-small">{t.headers.count(rows.length)}</span>
      </div>
      <div id={id} hidden={!open} className="flex flex-col gap-1">
        {rows.map((row, index) => (
          <div key={row.key} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-1">
            <Input
              mono
              aria-label={t.headers.name(index + 1)}
              value={row.name}
              onChange={event => change(row.key, { name: event.target.value })}
            />
            <Input
              mono
              aria-label={t.headers.value(index + 1)}
              value={row.value}
              onChange={event => change(row.key, { value: event.target.value })}
            />
            <IconButton
              label={t.headers.remove(index + 1, row.name)}
              icon={<X />}
              onClick={() => onChange(rows.filter(other => other.key !== row.key))}
            />
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button size="small" icon={<Plus />} onClick={add}>
            {t.headers.add}
          </Button>
          <p className="min-w-0 flex-1 text-ink-3 text-small">
            {t.headers.dropped}
            {rows.some(row => looksMasked(row.value)) ? ` ${t.headers.hidden}` : ''}
          </p>
        </div>
      </div>
    </section>
  )
}
