import { xml } from './cell-text.ts'

export const XML_DECLARATION = xml`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`

export const SPREADSHEET_NAMESPACE = xml`http://schemas.openxmlformats.org/spreadsheetml/2006/main`

export const RELATIONSHIPS_NAMESPACE = xml`http://schemas.openxmlformats.org/officeDocument/2006/relationships`
