import type { ReactNode } from 'react'

export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <div>
        <h3 className="font-semibold">{title}</h3>
        {hint ? <p className="text-ink-3 text-small">{hint}</p> : null}
      </div>
      {children}
    </section>
  )
}
