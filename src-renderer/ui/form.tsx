import { type FormEvent, type ReactNode, useEffect, useReducer, useRef } from 'react'

/**
 * Takes people to what is wrong: after `seek` the first field in the element of `ref` that is marked as invalid gets the focus and comes
 * into sight, whether it was found at once or the core refused it later; its error is read out with it. Typing on calls that off.
 */
export function useFirstInvalid<T extends HTMLElement>() {
  const ref = useRef<T>(null)
  const seeking = useRef(false)
  const [, look] = useReducer((times: number) => times + 1, 0)
  // After every render: when a field is marked is the form's to know.
  useEffect(() => {
    const field = seeking.current ? ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : null
    if (!field) return
    seeking.current = false
    for (let part = field.closest('details'); part; part = part.parentElement?.closest('details') ?? null) part.open = true
    field.focus({ preventScroll: true })
    field.scrollIntoView({ block: 'center' })
  })
  return {
    ref,
    seek() {
      seeking.current = true
      // A second try may change nothing that would render it again.
      look()
    },
    rest() {
      seeking.current = false
    },
  }
}

/** A form whose errors are told by its Fields; see `useFirstInvalid`. */
export function Form({ onSubmit, className, children }: { onSubmit(): void; className?: string; children: ReactNode }) {
  const { ref, seek, rest } = useFirstInvalid<HTMLFormElement>()
  return (
    <form
      ref={ref}
      noValidate
      className={className}
      onInput={rest}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        // A dialog opened from a form is inside it as far as React's events go; its Enter is not the form's.
        event.stopPropagation()
        onSubmit()
        seek()
      }}
    >
      {children}
    </form>
  )
}
