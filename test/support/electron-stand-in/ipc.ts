import { EventEmitter } from 'node:events'

/** Messages of pages arrive here as in Electron: `(event, ...args)` by channel. */
export const ipcMain = new EventEmitter()
