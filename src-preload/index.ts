import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'

/** The one channel. Its name is not a parameter: a page that could choose channels could reach whatever listens on them. */
const CHANNEL = 'hookbench:frame'

/** All that the page gets of Electron: frames, as JSON text, to and from the core. */
const bridge = {
  send(frame: string): void {
    if (typeof frame === 'string') ipcRenderer.send(CHANNEL, frame)
  },
  /** @returns a function that ends the listening */
  onFrame(listener: (frame: string) => void): () => void {
    // The event stays here: it carries a `sender` that would open every channel again.
    const forward = (_event: IpcRendererEvent, frame: string): void => listener(frame)
    ipcRenderer.on(CHANNEL, forward)
    return () => {
      ipcRenderer.removeListener(CHANNEL, forward)
    }
  },
}

contextBridge.exposeInMainWorld('hookbench', bridge)
