import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type FormEvent, type ReactNode, useRef } from 'react'
import { en } from '../strings/en.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'

/** What takes the focus when a dialog opens, if there is any. */
const takesFocus = 'input, textarea, select, button, a[href], summary, [tabindex="0"]'
const widths = { small: 'w-[26rem]', normal: 'w-[38rem]', wide: 'w-[60rem]', full: 'w-[84rem]' }

/**
 * A modal dialog. Focus goes in when it opens and back to where it was when it closes; Esc closes it.
 * `onSubmit` makes its content a form; `footer` holds the buttons.
 */
export function Dialog(props: {
  open: boolean
  onClose(): void
  title: string
  description?: string
  width?: keyof typeof widths
  /** There is nothing in it but text: it takes the focus itself, so that the keyboard can scroll it. */
  reading?: boolean
  /** What takes the focus when it opens; the first that can when left out. */
  initialFocus?: () => HTMLElement | null
  children: ReactNode
  footer?: ReactNode
  onSubmit?(): void
}) {
  const { open, onClose, title, description, width = 'normal', reading, initialFocus, children, footer, onSubmit } = props
  const popup = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  // What is still loading has nothing to focus yet: then it is the dialog itself, not its close button, whose ring would be all one sees.
  const first = () => initialFocus?.() ?? (content.current?.querySelector(takesFocus) || footer ? true : popup.current)
  const inside = (
    <>
      <div
        ref={content}
        {...(reading ? { tabIndex: 0, role: 'region', 'aria-label': title } : {})}
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5 focus-visible:-outline-offset-2 [&>*]:shrink-0"
      >
        {children}
      </div>
      {footer ? <div className="flex shrink-0 items-center justify-end gap-2 border-line border-t bg-panel px-5 py-3">{footer}</div> : null}
    </>
  )
  return (
    <Base.Root open={open} onOpenChange={next => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-shade transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40 grid grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] place-items-center overflow-hidden p-4">
          <Base.Popup
            ref={popup}
            initialFocus={first}
            className={cx(
              'popup relative flex max-h-full max-w-full flex-col overflow-hidden rounded-panel border border-line bg-raised shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0',
              widths[width],
            )}
          >
            <div className="shrink-0 px-5 pt-4 pr-12 pb-3">
              <Base.Title className="font-semibold text-title">{title}</Base.Title>
              {description ? <Base.Description className="mt-0.5 text-ink-2">{description}</Base.Description> : null}
            </div>
            {onSubmit ? (
              <form
                noValidate
                className="flex min-h-0 flex-1 flex-col"
                onSubmit={(event: FormEvent) => {
                  event.preventDefault()
                  // A dialog opened from a form is inside it as far as React's events go; its Enter is not the form's.
                  event.stopPropagation()
                  onSubmit()
                }}
              >
                {inside}
              </form>
            ) : (
              inside
            )}
            {/* Last, so that the first field has the focus when the dialog opens. */}
            <Base.Close
              aria-label={en.action.close}
              className="absolute top-3 right-3 grid size-7 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink"
            >
              <X className="size-4" />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

/** Buttons of content that brings its own into a dialog without a footer: they look like one, and stay in sight while the rest scrolls. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="sticky -bottom-5 z-10 -mx-5 -mb-5 flex justify-end gap-2 border-line border-t bg-panel px-5 py-3">{children}</div>
}

/** Asks before something that cannot be taken back. */
export function Confirm(props: { open: boolean; onClose(): void; title: string; text: string; action: string; onConfirm(): void }) {
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      width="small"
      footer={
        <>
          <Button onClick={props.onClose}>{en.action.cancel}</Button>
          <Button kind="danger" onClick={props.onConfirm}>
            {props.action}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{props.text}</p>
    </Dialog>
  )
}
