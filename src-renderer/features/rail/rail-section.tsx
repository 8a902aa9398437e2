import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/button.tsx'

/** A titled list in the rail, with a button that adds to it where that can be done here. */
export function RailSection({ title, add, children }: { title: string; add?: { label: string; run(): void }; children: ReactNode }) {
  return (
    <section>
      <div className="mb-0.5 flex h-6 items-center justify-between pl-2">
        <h2 className="font-semibold text-ink-3 text-small">{title}</h2>
        {add ? <IconButton size="small" label={add.label} icon={<Plus />} onClick={add.run} /> : null}
      </div>
      <ul className="flex flex-col gap-px">{children}</ul>
    </section>
  )
}
