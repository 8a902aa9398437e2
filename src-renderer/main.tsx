import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { hostClient } from './link/host.ts'
import { start } from './state/start.ts'
import './styles/main.css'

start(hostClient())

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
