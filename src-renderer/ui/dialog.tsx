import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react'
import { en } from '../strings/en.ts'
import { Button, type ButtonProps } from './button.tsx'
import { cx } from './cx.ts'
import { Form } from './form.tsx'
import { type Holder, hold } from './leave.ts'
import { Notice } from './notice.tsx'
import { UnsavedContext } from './unsaved.tsx'

const takesFocus = 'input, textarea, select, button, a[href], summary, [tabindex="0"]'

/** What takes the focus when a dialog opens, if there is any: never what merely stands beside a field's label. */
const firstIn = (content: HTMLElement | null): HTMLElement | undefined =>
  [...(content?.querySelectorAll<HTMLElement>(takesFocus) ?? [])].find(
    one => one.tabIndex >= 0 && !one.matches(':disabled, [aria-disabled=true], [data-aside] *') && one.checkVisibility(),
  )

const widths = { small: 'w-[26rem]', normal: 'w-[38rem]', wide: 'w-[60rem]', full: 'w-[84rem]' }

type OnOpenChange = NonNullable<ComponentProps<typeof Base.Root>['onOpenChange']>

/**
 * A modal dialog. Focus goes in when it opens and back to where it was when it closes; Esc closes it, and a click beside it. With
 * something in it that an `Unsaved` speaks for, a click beside it does nothing, and Esc, its buttons to close and all that goes through
 * `leave` ask first.
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
  /** Why what it is for was refused, where that is no field's matter: beside the buttons, which are always in sight. */
  refused?: Refused | null
  onSubmit?(): void
}) {
  const { open, onClose, title, description, width = 'normal', reading, initialFocus, children, footer, refused, onSubmit } = props
  /** What goes on when what is unsaved may be thrown away. */
  const [asking, setAsking] = useState<(() => void) | null>(null)
  const [holder] = useState<Holder>(() => ({ unsaved: new Set(), ask: go => setAsking(() => go) }))
  useEffect(() => (open ? hold(holder) : undefined), [open, holder])
  const onOpenChange: OnOpenChange = (next, { reason, event }) => {
    // Esc that closed something inside (the search of an editor) has done its work.
    if (next || (reason === 'escape-key' && event.defaultPrevented)) return
    if (holder.unsaved.size === 0) onClose()
    else if (reason !== 'outside-press' && reason !== 'focus-out') holder.ask(onClose)
  }
  const popup = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  // What is still loading has nothing to focus yet: then it is the dialog itself, not its close button, whose ring would be all one sees.
  const first = () => initialFocus?.() ?? firstIn(content.current) ?? (footer ? true : popup.current)
  const inside = (
    <>
      <div
        ref={content}
        {...(reading ? { tabIndex: 0, role: 'region', 'aria-label': title } : {})}
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5 focus-visible:-outline-offset-2 [&>*]:shrink-0"
      >
        {children}
      </div>
      {refused || footer ? (
        <div className="flex shrink-0 flex-col gap-3 border-line border-t bg-panel px-5 py-3">
          <Refusal refused={refused} />
          {footer ? <div className="flex items-center justify-end gap-2">{footer}</div> : null}
        </div>
      ) : null}
    </>
  )
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
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
            <UnsavedContext value={holder.unsaved}>
              {onSubmit ? (
                <Form className="flex min-h-0 flex-1 flex-col" onSubmit={onSubmit}>
                  {inside}
                </Form>
              ) : (
                inside
              )}
            </UnsavedContext>
            {/* Last, so that the first field has the focus when the dialog opens. */}
            <Base.Close
              aria-label={en.action.close}
              className="absolute top-3 right-3 grid size-7 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink"
            >
              <X className="size-4" />
            </Base.Close>
            <Confirm
              open={asking !== null}
              onClose={() => setAsking(null)}
              title={en.discard.title}
              text={en.discard.text}
              cancel={en.discard.stay}
              action={en.discard.leave}
              onConfirm={() => {
                setAsking(null)
                asking?.()
              }}
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

/** The button that leaves a Dialog as Esc does. */
export function CloseButton({ children, ...rest }: ButtonProps) {
  return <Base.Close render={<Button {...rest} />}>{children ?? en.action.cancel}</Base.Close>
}

/** What could not be done, and the sentence that says why. */
export interface Refused {
  readonly title: string
  readonly text: string
}

function Refusal({ refused }: { refused: Refused | null | undefined }) {
  return refused ? (
    <Notice tone="bad" title={refused.title} live>
      {refused.text}
    </Notice>
  ) : null
}

/** Buttons of content that brings its own into a dialog without a footer: they look like one, and stay in sight while the rest scrolls. */
export function DialogActions({ refused, children }: { refused?: Refused | null; children: ReactNode }) {
  return (
    <div className="sticky -bottom-5 z-10 -mx-5 -mb-5 flex flex-col gap-3 border-line border-t bg-panel px-5 py-3">
      <Refusal refused={refused} />
      <div className="flex justify-end gap-2">{children}</div>
    </div>
  )
}

/** Asks before something that cannot be taken back. It is not there, nor its own question, until it is open. */
export function Confirm(props: {
  open: boolean
  onClose(): void
  title: string
  text: string
  action: string
  /** What not doing it is called. */
  cancel?: string
  onConfirm(): void
}) {
  if (!props.open) return null
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      width="small"
      footer={
        <>
          <Button onClick={props.onClose}>{props.cancel ?? en.action.cancel}</Button>
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
