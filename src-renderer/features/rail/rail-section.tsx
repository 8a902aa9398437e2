import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/button.tsx'

/** A titled list in the rail with a button that adds to it. */
export function RailSection({ title, add, onAdd, children }: { title: string; add: string; onAdd(): void; children: ReactNode }) {
  return (
    <section>
      <div className="mb-0.5 flex h-6 items-center justify-between pl-2">
        <h2 className="font-semibold text-ink-3 text-small">{title}</h2>
        <IconButton size="small" label={add} icon={<Plus />} onClick={onAdd} />
      </div>
      <ul className="flex flex-col gap-px">{children}</ul>
    </section>
  )
}
