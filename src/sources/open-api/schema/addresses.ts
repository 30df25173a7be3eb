import { readText, valueAt } from '../client/json-fields.ts'
import { id, type MappedColumn, made, text } from './cells.ts'

/** An address of the shop's own; two of the platform's names are misspelt (API notes 3.6). */
export const ADDRESS_COLUMNS: readonly MappedColumn[] = [
  text('联系人', 'reciever_name'),
  text('电话', 'common_phone', 'mobile', 'phone', 'company_phone.phone_num'),
  text('省', 'receiver_provinc'),
  text('市', 'receiver_city'),
  text('区', 'receiver_district'),
  made('详细地址', (row) => {
    const detail = readText(valueAt(row, ['receiver_detail']))
    if (detail === undefined) return undefined
    return `${readText(valueAt(row, ['receiver_street'])) ?? ''}${detail}`
  }),
  text('备注', 'remark'),
  id('地址ID', 'address_id'),
]
