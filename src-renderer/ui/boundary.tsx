import { Component, type ReactNode } from 'react'
import { en } from '../strings/en.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Empty } from './empty.tsx'

interface Props {
  /** Shows the children again when it changes: another thing is to be shown, and that one may be well. */
  of?: string | null | undefined
  /** Set where a dialog is to be shown: the sentence is one too, and closing it calls this. */
  onClose?(): void
  children: ReactNode
}

/**
 * Keeps a fault to the part of the window that has it: a sentence and a way on instead of a blank page. Also for parts that are loaded when
 * they are first shown: after an update their files are gone, and loading the page again is what helps.
 */
export class Boundary extends Component<Props, { error: unknown }> {
  override state = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') }
  }

  override componentDidUpdate(before: Props) {
    if (this.state.error !== null && before.of !== this.props.of) this.setState({ error: null })
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    const words = missingPart(error) ? en.broken.missing : en.broken.failed
    const reload = (
      <Button kind="primary" onClick={() => location.reload()}>
        {en.broken.reload}
      </Button>
    )
    const { onClose } = this.props
    if (onClose) {
      return (
        <Dialog open onClose={onClose} title={words.title} width="small" footer={reload}>
          <p role="alert" className="text-ink-2">
            {words.text}
          </p>
        </Dialog>
      )
    }
    return (
      <div role="alert" className="h-full">
        <Empty title={words.title} actions={reload}>
          {words.text}
        </Empty>
      </div>
    )
  }
}

/** Browsers have no type for it, only words: Chromium's, Firefox's, Safari's, and Vite's for a part's style sheet. */
function missingPart(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|Importing a module script|Unable to preload/i.test(error.message)
}
