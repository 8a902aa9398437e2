import { createContext, type ReactNode, useContext, useId } from 'react'

interface FieldIds {
  id: string
  describedBy: string | undefined
  invalid: boolean
}
const FieldContext = createContext<FieldIds | null>(null)

/** Attributes that tie a control to the label, hint and error of the Field around it; empty outside a Field. */
export function useFieldProps(): { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const field = useContext(FieldContext)
  if (!field) return {}
  return {
    id: field.id,
    ...(field.describedBy ? { 'aria-describedby': field.describedBy } : {}),
    ...(field.invalid ? { 'aria-invalid': true as const } : {}),
  }
}

/** A label, one control (Input, Select, TextArea ..), a hint below, and an error that takes the hint's place in attention, not in space. */
export function Field(props: {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
  /** Beside the label: another way to what the field is for. */
  aside?: ReactNode
  children: ReactNode
}) {
  const { label, hint, error, aside, children } = props
  const id = useId()
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-5 items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium text-ink text-small">
          {label}
        </label>
        {aside ? <div data-aside>{aside}</div> : null}
      </div>
      <FieldContext value={{ id, describedBy, invalid: Boolean(error) }}>{children}</FieldContext>
      {error ? (
        <p id={`${id}-error`} className="text-bad text-small">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-3 text-small">
          {hint}
        </p>
      ) : null}
    </div>
  )
}
