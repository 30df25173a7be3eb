import type { Params } from '../../../src/sources/open-api/client/canonical-json.ts'

/** The signing vectors of API notes 1.7. V0's key and secret are the documentation's public sample. */
export interface Vector {
  id: string
  appKey: string
  secret: string
  method: string
  timestamp: string
  params: Params
  canonical: string
  hmac: string
  md5: string
}

const OWN = {
  appKey: '3409409348479354011',
  secret: 'dyshop-test-secret-0001',
  timestamp: '1700000000',
}

export const VECTORS: readonly Vector[] = [
  {
    id: 'V0',
    appKey: '6844048284663924231',
    secret: '749698a6-fcb3-4358-b241-ec1d93cf9c1f',
    method: 'product.list',
    timestamp: '2020-07-05 22:33:59',
    params: { size: '20', page: '0' },
    canonical: '{"page":"0","size":"20"}',
    hmac: 'a84fc5747114e63196565192a19f80d9d78819b8c8f5940eeb282bf78260901d',
    md5: '0a1288b4f742252692e6d5e006035e82',
  },
  {
    id: 'V1',
    appKey: 'appkey123',
    secret: 'secret123',
    method: 'order.searchList',
    timestamp: '1800000000',
    params: { size: 100, page: 0 },
    canonical: '{"page":0,"size":100}',
    hmac: '8a5350b8fdacaa753c0885ab9859d382a31de4add09c6943c1d34298bd2165f1',
    md5: 'a84d3597bbb7aaeb0540d1022623165c',
  },
  {
    ...OWN,
    id: 'V3',
    method: 'order.searchList',
    params: {
      size: 100,
      page: 0,
      order_by: 'update_time',
      order_asc: true,
      update_time_start: 1699990000,
      update_time_end: 1700000000,
      combine_status: [{ order_status: '2,101,3' }],
      product: '夏季 T恤 <A&B> \'x\'="y"/z😀',
      tracking_no: undefined,
    },
    canonical:
      '{"combine_status":[{"order_status":"2,101,3"}],"order_asc":true,"order_by":"update_time","page":0,"product":"夏季 T恤 <A&B> \'x\'=\\"y\\"/z😀","size":100,"update_time_end":1700000000,"update_time_start":1699990000}',
    hmac: '3373a0b0b73acbb2493cec875817a2f88e12786e0280a690bc65d25dde79aa69',
    md5: '77d4ccb2bf8c7886093b83c9ddb64f47',
  },
  {
    ...OWN,
    id: 'V4',
    method: 'shop.brandList',
    params: {},
    canonical: '{}',
    hmac: '02995ab054323481a5226c58c88e904b8b17dd824fe5a61e6a466ae19789d70c',
    md5: '916781a9f8794fb2a69f6ae8c3b81046',
  },
  {
    ...OWN,
    id: 'V7',
    method: 'product.setOffline',
    params: { product_id: 3473196049974326153n },
    canonical: '{"product_id":3473196049974326153}',
    hmac: '65f855d8024e4dfd265e95b3b249e3607d3ae53d4a610620ba628430b5e083e3',
    md5: '981f6260a82abd3cd1cb9179664890d0',
  },
]
