#!/usr/bin/env node
// Node check, compile cache, import of main; nothing else. Plain enough for any old Node to read.
var parts = process.versions.node.split('.').map(Number)
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error(
    'dyshop 需要 Node.js 20.19 或更新的版本（当前 ' +
      process.versions.node +
      '）。请到 https://nodejs.org 安装\n' +
      'dyshop needs Node.js 20.19 or newer (this is ' +
      process.versions.node +
      '). Install it from https://nodejs.org',
  )
  process.exitCode = 2
} else {
  import('node:module')
    .then((module) => {
      if (module.enableCompileCache) module.enableCompileCache()
      return import('../dist/main.js')
    })
    .then((dyshop) => dyshop.main())
    .catch((error) => {
      console.error(error)
      process.exitCode = 70
    })
}
