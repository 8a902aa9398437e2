import { beforeEach, describe, expect, test } from 'vitest'
import type { RequestRow } from '#contract/requests.ts'
import {
  chosenIds,
  clearMarked,
  extendSelection,
  markAll,
  markTo,
  selectRequest,
  toggleMarked,
} from '../../../../src-renderer/state/selection.ts'
import { app, change, store } from '../../../../src-renderer/state/store.ts'
import { headLoaded } from '../../../../src-renderer/state/window.ts'

const id = (n: number): string => `req_${String(n).padStart(11, '0')}`
const rows = [9, 8, 7, 6, 5].map(n => ({ id: id(n) }) as RequestRow)
const initial = store.getInitialState()

// The two things of a browser that a selection touches.
Object.assign(globalThis, {
  location: { hash: '', pathname: '/', search: '' },
  history: { replaceState: (_: unknown, __: string, url: string) => Object.assign(location, { hash: url.startsWith('#') ? url : '' }) },
})

describe('several Requests chosen together', () => {
  beforeEach(() => {
    store.setState(initial, true)
    change({ window: headLoaded({ rows, complete: true }) })
  })

  test('Shift takes the range from where it began, back and forth', () => {
    selectRequest(id(8))
    markTo(id(6))
    expect(chosenIds()).toEqual([id(8), id(7), id(6)])
    markTo(id(9))
    expect(chosenIds()).toEqual([id(9), id(8)])
    extendSelection(1)
    expect(chosenIds()).toEqual([id(8)])
    expect(app().marked.size).toBe(0)
  })

  test('Ctrl takes one in or out, and the detail shows one that is in', () => {
    selectRequest(id(9))
    toggleMarked(id(6))
    expect(chosenIds()).toEqual([id(9), id(6)])
    expect(app().selectedId).toBe(id(6))
    toggleMarked(id(6))
    expect(chosenIds()).toEqual([id(9)])
    expect(app().selectedId).toBe(id(9))
  })

  test('all of what is loaded, cleared back to one', () => {
    markAll()
    expect(chosenIds()).toEqual(rows.map(row => row.id))
    clearMarked()
    expect(chosenIds()).toEqual([id(9)])
  })

  test('choosing one plainly lets go of the others', () => {
    markAll()
    selectRequest(id(5))
    expect(chosenIds()).toEqual([id(5)])
  })
})
