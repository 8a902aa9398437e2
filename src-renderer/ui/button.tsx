import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Tooltip } from './tooltip.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'ghost' | 'danger'

const kinds: Record<ButtonKind, string> = {
  primary: 'border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover',
  secondary: 'border-line-strong/60 bg-surface text-ink not-aria-disabled:hover:bg-hover',
  ghost: 'border-transparent text-ink-2 not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink',
  danger: 'border-bad/60 bg-surface text-bad not-aria-disabled:hover:bg-bad-soft',
}

/**
 * What a disabled button is in place of `disabled`, with which it would lose the focus to the page while what it does is under way, and
 * be no place for a `title` to say why. A press does nothing: Enter in a form is a press of its submit button too.
 */
function inert(disabled: boolean | undefined): Pick<ComponentProps<'button'>, 'aria-disabled' | 'onClick'> {
  return disabled ? { 'aria-disabled': true, onClick: swallow } : {}
}

function swallow(event: MouseEvent) {
  event.preventDefault()
  event.stopPropagation()
}

export interface ButtonProps extends ComponentProps<'button'> {
  kind?: ButtonKind
  /** `small` is 24 px, the least that a target may be. */
  size?: 'small' | 'normal'
  icon?: ReactNode
}

/** A push button with text. */
export function Button({ kind = 'secondary', size = 'normal', icon, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...inert(disabled)}
      className={cx(
        'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-medium transition-colors',
        'aria-disabled:opacity-45 [&_svg]:size-3.5 [&_svg]:shrink-0',
        size === 'small' ? 'h-6 px-2 text-small' : 'h-7 px-2.5 text-ui',
        kinds[kind],
        className,
      )}
    >
      {icon}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** What it does, in a word or two: read out, and shown as a tooltip. */
  label: string
  icon: ReactNode
  /** A key combination to show next to the label in the tooltip. */
  keys?: string | undefined
  pressed?: boolean
  size?: 'small' | 'normal'
}

/** A button that shows an icon only. */
export function IconButton({ label, icon, keys, pressed, size = 'normal', className, disabled, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        {...inert(disabled)}
        className={cx(
          'inline-grid shrink-0 select-none place-items-center rounded-control text-ink-2 transition-colors',
          'not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink aria-disabled:opacity-45 data-popup-open:bg-hover data-popup-open:text-ink [&_svg]:size-4',
          pressed && 'bg-accent-soft text-accent-ink',
          size === 'small' ? 'size-6' : 'size-7',
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
