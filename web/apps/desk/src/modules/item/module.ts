import { business, defineModule } from '../../frame/module';

export default defineModule({
  menu: [{ title: '抽查事项', path: '/items', group: '三项名录', roles: business }],
  routes: [
    {
      path: '/items',
      component: () => import('./ItemListPage.vue'),
      meta: { title: '随机抽查事项清单' },
    },
    {
      path: '/items/import',
      component: () => import('../../frame/DirectoryImportPage.vue'),
      props: {
        target: 'items',
        title: '导入抽查事项',
        back: { to: '/items', label: '随机抽查事项清单' },
      },
      meta: { title: '导入抽查事项', roles: ['REGISTRAR'] },
    },
    {
      path: '/items/new',
      component: () => import('./ItemEditPage.vue'),
      meta: { title: '新增抽查事项', roles: ['REGISTRAR'] },
    },
    {
      path: '/items/:id(\\d+)',
      component: () => import('./ItemDetailPage.vue'),
      props: (route) => ({ id: Number(route.params.id) }),
      meta: { title: '抽查事项' },
    },
    {
      path: '/items/:id(\\d+)/edit',
      component: () => import('./ItemEditPage.vue'),
      props: (route) => ({ id: Number(route.params.id) }),
      meta: { title: '修订抽查事项', roles: ['REGISTRAR'] },
    },
  ],
});
