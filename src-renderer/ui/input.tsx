import type { ComponentProps } from 'react'
import { cx } from './cx.ts'
import { useFieldProps } from './field.tsx'

/** The look that all boxes to type or choose in share. */
export const boxClass =
  'min-w-0 rounded-control border border-line-strong/70 bg-surface text-ink text-ui placeholder:font-ui placeholder:text-ink-3 hover:border-line-strong focus-visible:outline-2 focus-visible:outline-accent-ink focus-visible:-outline-offset-1 disabled:opacity-45 aria-invalid:border-bad'

export interface InputProps extends ComponentProps<'input'> {
  /** For values that are bytes: URLs, secrets, header values. */
  mono?: boolean
}

/** One line of text. Inside a Field it takes the Field's label. */
export function Input({ mono, className, ...rest }: InputProps) {
  return (
    <input
      autoComplete="off"
      spellCheck={false}
      {...useFieldProps()}
      {...rest}
      className={cx(boxClass, 'h-7 w-full px-2', mono && 'font-bytes text-small', className)}
    />
  )
}

/** Several lines of text. */
export function TextArea({ mono, className, ...rest }: ComponentProps<'textarea'> & { mono?: boolean }) {
  return (
    <textarea
      spellCheck={false}
      {...useFieldProps()}
      {...rest}
      className={cx(boxClass, 'w-full resize-y px-2 py-1.5', mono && 'font-bytes text-small', className)}
    />
  )
}
