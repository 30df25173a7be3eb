/** What each method is for, in the order in which a backup uses them. */
export const METHOD_PURPOSES: Readonly<Record<string, { zh: string; en: string }>> = {
  'shop.brandList': { zh: '店铺品牌（只用来测试连接）', en: 'brands (a test of the connection)' },
  'order.searchList': { zh: '订单列表', en: 'list of orders' },
  'order.orderDetail': { zh: '订单详情', en: 'details of an order' },
  'afterSale.List': { zh: '售后列表', en: 'list of after-sales' },
  'afterSale.Detail': { zh: '售后详情', en: 'details of an after-sale' },
  'product.listV2': { zh: '商品列表', en: 'list of products' },
  'product.detail': { zh: '商品详情', en: 'details of a product' },
  'address.list': { zh: '地址库', en: 'addresses' },
  'order.getSettleBillDetailV3': { zh: '结算账单', en: 'settlement bills' },
  'order.getShopAccountItem': { zh: '资金流水', en: 'fund movements' },
}
