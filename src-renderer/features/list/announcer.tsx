import { useEffect, useState } from 'react'
import { onArrival } from '../../state/requests.ts'
import { en } from '../../strings/en.ts'

const EVERY_MS = 5000

/** Reads out how many Requests came in, at most every 5 s: each by itself would never let a screen reader finish. */
export function Announcer() {
  const [text, setText] = useState('')
  useEffect(() => {
    let waiting = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const say = () => {
      timer = undefined
      if (waiting === 0) return
      setText(en.list.announce(waiting))
      waiting = 0
      timer = setTimeout(say, EVERY_MS)
    }
    const stop = onArrival(count => {
      waiting += count
      if (timer === undefined) say()
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [])
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  )
}
