import { business, defineModule } from '../../frame/module';

const back = { to: '/officers', label: '执法人员名录库' };
const idOf = (route: { params: Record<string, string | string[]> }) => ({
  id: Number(route.params.id),
});

export default defineModule({
  menu: [
    { title: '执法人员', path: '/officers', group: '三项名录', roles: business },
    { title: '回避', path: '/recusals', group: '三项名录', roles: business },
  ],
  routes: [
    {
      path: '/officers',
      component: () => import('./OfficerListPage.vue'),
      meta: { title: '执法人员名录库' },
    },
    {
      path: '/officers/import',
      component: () => import('../../frame/DirectoryImportPage.vue'),
      props: { target: 'officers', title: '导入执法人员', back },
      meta: { title: '导入执法人员', roles: ['REGISTRAR'] },
    },
    {
      path: '/officers/new',
      component: () => import('./OfficerEditPage.vue'),
      meta: { title: '新增执法人员', roles: ['REGISTRAR'] },
    },
    {
      path: '/officers/:id(\\d+)',
      component: () => import('./OfficerDetailPage.vue'),
      props: idOf,
      meta: { title: '执法人员' },
    },
    {
      path: '/officers/:id(\\d+)/edit',
      component: () => import('./OfficerEditPage.vue'),
      props: idOf,
      meta: { title: '修改执法人员', roles: ['REGISTRAR'] },
    },
    {
      path: '/recusals',
      component: () => import('./RecusalListPage.vue'),
      meta: { title: '回避' },
    },
  ],
});
