import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { guardTab, hostClient } from './link/host.ts'
import { start } from './state/start.ts'
import './styles/main.css'
import { keepFocus } from './ui/keep-focus.ts'
import { isUnsaved } from './ui/leave.ts'

start(hostClient())
guardTab(isUnsaved)
keepFocus()

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
